package dev.callsheet.platform.web.body;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A record inside of a request that a client may also write as a bare text: the text becomes the named component, the
 * others are absent.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface TextForm {

    /** The component, in the spelling of the API. */
    String value();
}
