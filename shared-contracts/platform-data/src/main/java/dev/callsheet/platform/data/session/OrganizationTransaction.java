package dev.callsheet.platform.data.session;

import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The method writes as the organization of the current call, in a transaction: it returns a {@code Uni}, whose success
 * commits and whose failure rolls back. A call from within another transaction joins it.
 */
@Inherited
@InterceptorBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface OrganizationTransaction {}
