package dev.callsheet.contracts.identity;

/** An organization trusts an outside issuer of tokens from now on. */
public record IssuerCreated(IssuerSnapshot issuer) {}
