package dev.callsheet.platform.data.session;

import io.smallrye.mutiny.Uni;
import jakarta.interceptor.InvocationContext;

/** Goes on with an intercepted method that returns a {@code Uni}; what it throws becomes the Uni's failure. */
public final class Invocations {

    private Invocations() {}

    @SuppressWarnings(
            "unchecked") // The bindings are for methods that return a Uni; an architecture test holds them to it.
    public static Uni<Object> proceed(InvocationContext invocation) {
        try {
            return (Uni<Object>) invocation.proceed();
        } catch (Exception failure) {
            return Uni.createFrom().failure(failure);
        }
    }
}
