package dev.callsheet.platform.data.idempotency;

import jakarta.enterprise.util.Nonbinding;
import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A route that honours {@code X-Idempotency-Key} (Sector Pro 7.3): the request's effect, its answer and the key's record
 * commit in one transaction. It is the one annotation that opens a transaction on a resource, because the answer is made
 * there. Every POST, PUT and PATCH carries it, but for those of {@code /auth} and {@code /oauth}.
 */
@Inherited
@InterceptorBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Idempotent {

    /** Whether the answer holds a secret: then it is stored encrypted. */
    @Nonbinding
    boolean secretAnswer() default false;

    /**
     * Whether the request calls somebody outside of Callsheet. Then no transaction is open meanwhile: the key is claimed in
     * one of its own and the answer stored in another, and a second request gets 409 until the first has ended. What the
     * request writes does not commit together with the answer, so it must be such that a repetition after a crash does no
     * harm.
     */
    @Nonbinding
    boolean callsOutside() default false;
}
