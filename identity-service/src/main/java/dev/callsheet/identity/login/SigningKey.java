package dev.callsheet.identity.login;

import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.lang.JoseException;

/**
 * A key pair that signs users' access tokens.
 *
 * @param active whether it signs today; the others only verify what they signed before
 * @param keys the private and public part; its {@code kid} is the id
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

    static SigningKey read(boolean active, String privateJwk) {
        try {
            return new SigningKey(active, (RsaJsonWebKey) PublicJsonWebKey.Factory.newPublicJwk(privateJwk));
        } catch (JoseException e) {
            throw new IllegalStateException("A signing key in the database is not a JWK", e);
        }
    }

    String id() {
        return keys.getKeyId();
    }

    String privateJwk() {
        return keys.toJson(org.jose4j.jwk.JsonWebKey.OutputControlLevel.INCLUDE_PRIVATE);
    }

    String publicJwk() {
        return keys.toJson(org.jose4j.jwk.JsonWebKey.OutputControlLevel.PUBLIC_ONLY);
    }
}
