package dev.callsheet.platform.web.body;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Attributes that answers of the resource have and requests may repeat: they are ignored, so that what GET gave can be PUT. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface ReadOnlyAttributes {
    String[] value();
}
