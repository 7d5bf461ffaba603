package dev.callsheet.identity.user;

import dev.callsheet.contracts.identity.UserSnapshot;
import dev.callsheet.platform.data.entity.OrganizationEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.List;
import java.util.UUID;

/**
 * A user in a live organization, with the role they have there. The sandbox has no memberships of its own: whoever
 * belongs to the organization belongs to its sandbox, in the same role.
 */
@Entity
@Table(name = "membership")
public class Membership extends OrganizationEntity {

    @Column(name = "user_id", updatable = false)
    UUID userId;

    @Column(name = "role")
    String role;

    @Column(name = "departments")
    String[] departments;

    protected Membership() {}

    private Membership(UUID userId, String role) {
        this.userId = userId;
        this.role = role;
        this.departments = new String[0];
    }

    public static Membership of(UUID userId, String role) {
        return new Membership(userId, role);
    }

    /** The member as events show them. */
    public UserSnapshot snapshot(String email, String fullName) {
        return new UserSnapshot(userId, email, fullName, role, List.of(departments), !isDeleted(), version());
    }
}
