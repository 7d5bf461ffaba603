package dev.callsheet.timesheet.roster;

import dev.callsheet.contracts.Department;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A crew member in the department that they had at last; for conditions on rows that name one. */
@Entity
@Immutable
@Table(name = "roster_member")
public class RosterMember {

    @Id
    UUID id;

    @Enumerated(EnumType.STRING)
    @Column(name = "department")
    @Nullable Department department;

    protected RosterMember() {}
}
