package dev.callsheet.identity.login.secondfactor;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A new secret; it is in this answer and nowhere else. */
record EnrollmentResponse(
        @Schema(description = "For typing: base 32, 160 bits.")
        String secret,

        @Schema(
                description = "For a QR code.",
                examples = "otpauth://totp/Callsheet:ana%40example.com?secret=...&issuer=Callsheet")
        String otpauthUri) {}
