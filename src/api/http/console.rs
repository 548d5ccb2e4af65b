//! The console for browsers: GraphiQL, with all that it needs from this server.

use actix_web::http::header::{
    CACHE_CONTROL, CONTENT_ENCODING, CONTENT_SECURITY_POLICY, ContentType, X_CONTENT_TYPE_OPTIONS,
};
use actix_web::{HttpResponse, web};

/// Name, media type and gzipped or plain bytes of every file.
const FILES: [(&str, &str, &[u8]); 6] = [
    ("graphiql.min.js", SCRIPT, include_bytes!("console/graphiql.min.js.gz")),
    ("graphiql.min.css", STYLE, include_bytes!("console/graphiql.min.css.gz")),
    ("react.production.min.js", SCRIPT, include_bytes!("console/react.production.min.js.gz")),
    (
        "react-dom.production.min.js",
        SCRIPT,
        include_bytes!("console/react-dom.production.min.js.gz"),
    ),
    ("console.js", SCRIPT, include_bytes!("console/console.js")),
    ("console.css", STYLE, include_bytes!("console/console.css")),
];
const SCRIPT: &str = "text/javascript; charset=utf-8";
const STYLE: &str = "text/css; charset=utf-8";

/// The page itself.
pub fn page() -> HttpResponse {
    HttpResponse::Ok()
        .content_type(ContentType::html())
        .insert_header((
            CONTENT_SECURITY_POLICY,
            "default-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self' data:; \
             img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'",
        ))
        .insert_header((X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .body(include_str!("console/console.html"))
}

/// A file that the page needs. Compressed files go out as they are: every browser reads gzip.
pub async fn file(name: web::Path<String>) -> HttpResponse {
    const GZIP: [u8; 2] = [0x1f, 0x8b];
    let Some((_, media, bytes)) = FILES.iter().find(|(own, ..)| *own == name.as_str()) else {
        return HttpResponse::NotFound().finish();
    };
    let mut response = HttpResponse::Ok();
    response
        .content_type(*media)
        .insert_header((CACHE_CONTROL, "public, max-age=86400"))
        .insert_header((X_CONTENT_TYPE_OPTIONS, "nosniff"));
    if bytes.starts_with(&GZIP) {
        response.insert_header((CONTENT_ENCODING, "gzip"));
    }
    response.body(*bytes)
}
