package dev.callsheet.identity.user;

import dev.callsheet.contracts.identity.UserSnapshot;
import dev.callsheet.platform.data.entity.OrganizationEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.annotations.Formula;
import org.jspecify.annotations.Nullable;

/**
 * A user in a live organization, with the role they have there. The sandbox has no memberships of its own: whoever
 * belongs to the organization belongs to its sandbox, in the same role.
 */
@Entity
@Table(name = "membership")
public class Membership extends OrganizationEntity {

    /** The role that may do everything. */
    static final String ADMIN = "admin";

    @Column(name = "user_id", updatable = false)
    UUID userId;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "user_id", insertable = false, updatable = false)
    @Nullable UserProfile user;

    @Column(name = "role")
    String role;

    @Column(name = "departments")
    String[] departments;

    @Column(name = "deactivated_at")
    @Nullable Instant deactivatedAt;

    /** For lists only: what the row said when it was read. */
    @Formula("deactivated_at is null")
    boolean active;

    protected Membership() {}

    private Membership(UUID userId, String role, List<String> departments) {
        this.userId = userId;
        this.role = role;
        this.departments = sorted(departments);
    }

    public static Membership of(UUID userId, String role) {
        return of(userId, role, List.of());
    }

    public static Membership of(UUID userId, String role, List<String> departments) {
        return new Membership(userId, role, departments);
    }

    public String role() {
        return role;
    }

    /** Who they are, where that has been fetched. */
    UserProfile user() {
        return Objects.requireNonNull(user, "The user of a member is fetched with it.");
    }

    boolean isActive() {
        return deactivatedAt == null && !isDeleted();
    }

    /** Whether they could run the organization alone. */
    boolean isActiveAdmin() {
        return isActive() && role.equals(ADMIN);
    }

    void apply(MemberRequest request, Instant now) {
        role = request.role();
        departments = sorted(request.departments());
        if (request.active() != (deactivatedAt == null)) {
            deactivatedAt = request.active() ? null : now;
        }
    }

    MemberRequest asRequest() {
        return new MemberRequest(role, List.of(departments), deactivatedAt == null);
    }

    /** The member as events show them. */
    public UserSnapshot snapshot(String email, String fullName) {
        return new UserSnapshot(userId, email, fullName, role, List.of(departments), isActive(), version());
    }

    /** The member as events show them, where the user has been fetched; the version counts the changes of both. */
    UserSnapshot snapshot() {
        return new UserSnapshot(
                userId, user().email, user().fullName, role, List.of(departments), isActive(), sharedVersion());
    }

    /** Counts the changes of the membership and of the profile, from 1. */
    long sharedVersion() {
        return version() + user().version - 1;
    }

    private static String[] sorted(List<String> departments) {
        return departments.stream().distinct().sorted().toArray(String[]::new);
    }
}
