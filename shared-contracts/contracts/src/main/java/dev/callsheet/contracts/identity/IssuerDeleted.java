package dev.callsheet.contracts.identity;

/** An organization trusts an outside issuer no more: none of its tokens works there. */
public record IssuerDeleted(IssuerSnapshot issuer) {}
