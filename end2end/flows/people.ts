// Invented people with numbers that pass the checks.
import { randomInt } from "node:crypto";

export type Business = {
  name: string;
  vatNumber: string;
  email: string;
  password: string;
  /** The kind of subject, as the registration names it. */
  kind: string;
};

/** A company that nobody has met before: tests run side by side on one shop. */
export function aCompany(): Business {
  const vatNumber = aVatNumber();
  return {
    name: `Officina ${vatNumber} S.r.l.`,
    vatNumber,
    email: `anna.${vatNumber}@officina.example`,
    password: "quattro gatti nel portico",
    kind: "Azienda",
  };
}

/** A municipality, likewise. */
export function aMunicipality(): Business {
  const company = aCompany();
  const { vatNumber } = company;
  return {
    ...company,
    name: `Comune di Borgo ${vatNumber}`,
    email: `ragioneria.${vatNumber}@comune.example`,
    kind: "Pubblica Amministrazione",
  };
}

function aVatNumber(): string {
  // Seven random digits, the office of Florence, and the digit that makes the sum fit.
  const ten = String(randomInt(1_000_000, 9_999_999)) + "048";
  const sum = [...ten].reduce((total, digit, place) => {
    const value = Number(digit) * (place % 2 === 0 ? 1 : 2);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return ten + String((10 - (sum % 10)) % 10);
}
