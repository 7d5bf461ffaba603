package dev.callsheet.crew.member;

import dev.callsheet.contracts.Department;
import dev.callsheet.contracts.crew.CrewMemberSnapshot;

/** How a crew member looks from outside of this service. */
final class CrewMemberEvents {

    private CrewMemberEvents() {}

    static CrewMemberSnapshot snapshotOf(CrewMember member) {
        Department department = member.department();
        return new CrewMemberSnapshot(
                member.id(),
                member.firstName(),
                member.lastName(),
                member.nickname(),
                department == null ? null : department.spelling(),
                member.role(),
                member.skillNames(),
                member.isActive(),
                member.userId(),
                member.version());
    }
}
