package dev.callsheet.identity.user;

import dev.callsheet.platform.web.list.Condition;
import dev.callsheet.platform.web.list.ListSchema;
import java.time.Instant;

/** What lists of users can be asked, wherever they are. */
public final class UserLists {

    public static final ListSchema SCHEMA = ListSchema.of(UserResponse.class)
            .sortable("full_name", String.class, "user.fullName")
            .sortable("email", String.class, "user.email")
            .sortable("role", String.class)
            .sortable("created_at", Instant.class)
            .filterable("active", Boolean.class)
            .named(
                    "department",
                    String.class,
                    (department, zone) -> Condition.of("array_position(e.departments, ?) > 0", department))
            .shorthand("role", "email", "active")
            .searchable("user.search")
            .sortedBy("full_name");

    private UserLists() {}
}
