package dev.callsheet.identity.issuer;

import java.util.List;
import java.util.Optional;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.VerificationJwkSelector;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/** The public keys of an issuer. Secret ones (kty {@code oct}) are left out: what they sign proves nothing here. */
record KeySet(List<JsonWebKey> keys) {

    private static final int MOST = 100;

    /**
     * Reads a JWK set (RFC 7517).
     *
     * @throws IssuerUnreadableException when it is none, or holds no public key
     */
    static KeySet read(String text) {
        List<JsonWebKey> keys;
        try {
            keys = new JsonWebKeySet(text)
                    .getJsonWebKeys().stream()
                            .filter(KeySet::isPublic)
                            .limit(MOST)
                            .toList();
        } catch (JoseException e) {
            throw new IssuerUnreadableException("answered with something that is no JWK set");
        }
        if (keys.isEmpty()) {
            throw new IssuerUnreadableException("answered with a JWK set without a public key");
        }
        return new KeySet(keys);
    }

    /** The key that verifies the token, by its {@code kid} where it has one. */
    Optional<PublicJsonWebKey> select(JsonWebSignature token) {
        try {
            return Optional.ofNullable((PublicJsonWebKey) new VerificationJwkSelector().select(token, keys));
        } catch (JoseException e) {
            return Optional.empty();
        }
    }

    private static boolean isPublic(JsonWebKey key) {
        return key instanceof RsaJsonWebKey
                || key instanceof EllipticCurveJsonWebKey
                || key instanceof OctetKeyPairJsonWebKey;
    }
}
