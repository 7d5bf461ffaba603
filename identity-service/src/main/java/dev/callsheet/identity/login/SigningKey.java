package dev.callsheet.identity.login;

import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.lang.JoseException;

/**
 * A key that signs users' access tokens, or that only verifies them.
 *
 * @param active whether it signs today
 * @param keys its {@code kid} is the id; the private part is there in the active one only
 */
record SigningKey(boolean active, RsaJsonWebKey keys) {

    private static final int BITS = 2048;

    /** A new pair; takes a tenth of a second and more, so never on the event loop. */
    static SigningKey generate(String id) {
        try {
            RsaJsonWebKey keys = RsaJwkGenerator.generateJwk(BITS);
            keys.setKeyId(id);
            keys.setUse("sig");
            keys.setAlgorithm(AlgorithmIdentifiers.RSA_USING_SHA256);
            return new SigningKey(true, keys);
        } catch (JoseException impossible) {
            throw new IllegalStateException("Every JDK has RSA", impossible);
        }
    }

    /** The key of a JWK: with its private part it signs, with the public one alone it verifies. */
    static SigningKey read(boolean active, String jwk) {
        try {
            return new SigningKey(active, (RsaJsonWebKey) PublicJsonWebKey.Factory.newPublicJwk(jwk));
        } catch (JoseException e) {
            throw new IllegalStateException("A signing key in the database is not a JWK", e);
        }
    }

    String id() {
        return keys.getKeyId();
    }

    String privateJwk() {
        return keys.toJson(OutputControlLevel.INCLUDE_PRIVATE);
    }

    String publicJwk() {
        return keys.toJson(OutputControlLevel.PUBLIC_ONLY);
    }
}
