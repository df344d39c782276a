//! How a file comes in: a form of several parts, which no server function reads.

use axum::extract::Multipart;
use axum::extract::multipart::MultipartError;

/// The longest text of a control that is read at all, in bytes.
const TEXT_MAX: usize = 4 * 1024;

/// What a form of several parts brought.
#[derive(Debug, Default)]
pub struct Form {
    /// The file; none if no control of the file's name came.
    pub file: Option<File>,
    /// The other controls, by name, in the order in which they came.
    pub texts: Vec<(String, String)>,
}

/// A file as it came in.
#[derive(Debug, Default)]
pub struct File {
    /// What the sender calls it; browsers may name folders too. Never safe to write to.
    pub name: String,
    /// Its beginning, at most as long as was asked for.
    pub bytes: Vec<u8>,
    /// There was more of it.
    pub is_cut: bool,
}

/// Reads all parts to their end and keeps of each as much as it may have: the part `control` is the
/// file, with at most `file_max` bytes.
///
/// # Errors
/// The form was cut off on its way, or is longer than the address takes.
pub async fn read(
    mut body: Multipart,
    control: &str,
    file_max: usize,
) -> Result<Form, MultipartError> {
    let mut form = Form::default();
    while let Some(mut part) = body.next_field().await? {
        let name = part.name().unwrap_or_default().to_owned();
        let is_file = name == control;
        let file_name = part.file_name().unwrap_or_default().to_owned();
        let most = if is_file { file_max } else { TEXT_MAX };
        let (mut bytes, mut is_cut) = (Vec::new(), false);
        while let Some(chunk) = part.chunk().await? {
            let fits = chunk.len().min(most - bytes.len());
            is_cut |= fits < chunk.len();
            bytes.extend_from_slice(&chunk[..fits]);
        }
        if is_file {
            form.file = Some(File { name: file_name, bytes, is_cut });
        } else {
            form.texts.push((name, String::from_utf8_lossy(&bytes).into_owned()));
        }
    }
    Ok(form)
}

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use axum::extract::{FromRequest, Request};

    use super::*;

    async fn sent(parts: &[(&str, &str)], file_max: usize) -> Form {
        let mut body = String::new();
        for (disposition, content) in parts {
            body += &format!(
                "--x\r\nContent-Disposition: form-data; {disposition}\r\n\r\n{content}\r\n"
            );
        }
        body += "--x--\r\n";
        let request = Request::post("/")
            .header("content-type", "multipart/form-data; boundary=x")
            .body(Body::from(body))
            .unwrap();
        let multipart = Multipart::from_request(request, &()).await.unwrap();
        read(multipart, "document", file_max).await.unwrap()
    }

    #[tokio::test]
    async fn a_file_and_texts_come_in_whatever_their_order() {
        let parts = [
            (r#"name="cig""#, "Z123"),
            (r#"name="document"; filename="a.pdf""#, "%PDF"),
            (r#"name="dated""#, "è oggi"),
        ];

        let form = sent(&parts, 100).await;

        let texts = [("cig".to_owned(), "Z123".to_owned()), ("dated".into(), "è oggi".into())];
        assert_eq!(form.texts, texts);
        let file = form.file.unwrap();
        assert_eq!((&*file.name, &*file.bytes, file.is_cut), ("a.pdf", &b"%PDF"[..], false));
    }

    #[tokio::test]
    async fn of_a_file_that_is_too_large_the_beginning_is_kept_and_the_rest_is_read() {
        let document = (r#"name="document"; filename="a.pdf""#, "0123456789");

        let form = sent(&[document, (r#"name="cig""#, "Z123")], 4).await;

        let file = form.file.unwrap();
        assert_eq!((&*file.bytes, file.is_cut), (&b"0123"[..], true));
        assert_eq!(form.texts.len(), 1, "what comes after it is read");
        assert!(!sent(&[document], 10).await.file.unwrap().is_cut, "all of it fits");
    }

    #[tokio::test]
    async fn a_form_without_the_control_has_no_file() {
        assert!(sent(&[(r#"name="other"; filename="a.pdf""#, "x")], 4).await.file.is_none());
    }
}
