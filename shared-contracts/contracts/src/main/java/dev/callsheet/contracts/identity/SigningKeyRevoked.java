package dev.callsheet.contracts.identity;

/**
 * A key that signed access tokens is not trusted any more: whoever remembers principals forgets all of them, since
 * nobody knows which came by tokens of that key.
 *
 * @param kid the key's id, as in the header of the tokens
 */
public record SigningKeyRevoked(String kid) {}
