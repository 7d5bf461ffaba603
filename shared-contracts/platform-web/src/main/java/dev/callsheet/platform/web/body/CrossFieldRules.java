package dev.callsheet.platform.web.body;

import dev.callsheet.platform.web.error.Violations;

/** A request record with rules that concern several of its fields; checked with the constraints of the single ones. */
public interface CrossFieldRules {

    /** Adds what is wrong; fields may still be null, since their own constraints are reported beside this. */
    void check(Violations violations);
}
