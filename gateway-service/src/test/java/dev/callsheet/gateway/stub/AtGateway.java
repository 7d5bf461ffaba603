package dev.callsheet.gateway.stub;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A {@code URI} of a test that {@link StubFleet} sets to the root of the gateway's API port. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface AtGateway {

    /** Whether it is the port under TLS. */
    boolean tls() default false;
}
