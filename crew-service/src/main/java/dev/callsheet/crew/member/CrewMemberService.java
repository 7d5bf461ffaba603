package dev.callsheet.crew.member;

import dev.callsheet.contracts.Department;
import dev.callsheet.contracts.crew.CrewCreated;
import dev.callsheet.contracts.crew.CrewDeleted;
import dev.callsheet.contracts.crew.CrewEvents;
import dev.callsheet.contracts.crew.CrewMemberSnapshot;
import dev.callsheet.contracts.crew.CrewProfileUpdated;
import dev.callsheet.contracts.crew.CrewUpdated;
import dev.callsheet.platform.data.entity.Sight;
import dev.callsheet.platform.data.outbox.Outbox;
import dev.callsheet.platform.data.session.OrganizationSession;
import dev.callsheet.platform.data.session.OrganizationTransaction;
import dev.callsheet.platform.web.body.ChangedFields;
import dev.callsheet.platform.web.body.IfMatch;
import dev.callsheet.platform.web.body.MergePatch;
import dev.callsheet.platform.web.envelope.Envelope;
import dev.callsheet.platform.web.envelope.Resource;
import dev.callsheet.platform.web.error.ApiException;
import dev.callsheet.platform.web.error.ErrorCode;
import dev.callsheet.platform.web.list.ListQuery;
import dev.callsheet.platform.web.request.CallContext;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
public class CrewMemberService {

    private final CrewMemberRepository crew;
    private final Outbox outbox;

    @Inject
    CrewMemberService(CrewMemberRepository crew, Outbox outbox) {
        this.crew = crew;
        this.outbox = outbox;
    }

    @OrganizationSession
    Uni<Envelope<List<Resource<CrewMemberAttributes>>>> list(ListQuery query) {
        return crew.list(query).map(page -> Envelope.list(query, page, CrewMemberAttributes::resourceOf));
    }

    @OrganizationSession
    Uni<Resource<CrewMemberAttributes>> get(UUID id) {
        return crew.get(id).map(CrewMemberAttributes::resourceOf);
    }

    @OrganizationTransaction
    Uni<Resource<CrewMemberAttributes>> create(CrewMemberRequest request) {
        requireInSight(request);
        CrewMember member = new CrewMember(request);
        return crew.requireFree(request.userId(), member.id())
                .chain(() -> crew.persistAndFlush(member))
                .call(created -> outbox.append(
                        CrewEvents.CREW_CREATED, created.id(), new CrewCreated(CrewMemberEvents.snapshotOf(created))))
                .map(CrewMemberAttributes::resourceOf);
    }

    @OrganizationTransaction
    Uni<Resource<CrewMemberAttributes>> update(UUID id, MergePatch<CrewMemberRequest> patch) {
        return crew.getForUpdate(id).call(member -> change(member, patch)).map(CrewMemberAttributes::resourceOf);
    }

    @OrganizationTransaction
    Uni<Void> delete(UUID id, @Nullable IfMatch ifMatch) {
        return crew.getForUpdate(id)
                .invoke(member -> IfMatch.require(ifMatch, member.version()))
                .invoke(CrewMember::delete)
                .call(crew::flush)
                .chain(member -> outbox.append(
                        CrewEvents.CREW_DELETED, id, new CrewDeleted(CrewMemberEvents.snapshotOf(member))));
    }

    private Uni<Void> change(CrewMember member, MergePatch<CrewMemberRequest> patch) {
        patch.requireVersion(member.version());
        CrewMemberRequest before = member.asRequest();
        CrewMemberRequest wanted = patch.applyTo(before);
        requireInSight(wanted);
        return crew.requireFree(wanted.userId(), member.id())
                .invoke(() -> member.apply(wanted))
                .chain(() -> announceChange(member, ChangedFields.between(before, member.asRequest())));
    }

    /** Nobody makes a profile, or makes it into one, that they would not see. */
    private static void requireInSight(CrewMemberRequest request) {
        Department department = request.department();
        if (!Sight.isOwnOnly("crew")) {
            Sight.requireShared(department == null ? List.of() : List.of(department));
        } else if (!CallContext.current().requirePrincipal().isUser(request.userId())) {
            throw new ApiException(ErrorCode.FORBIDDEN, "Your role is confined to your own profile.")
                    .withDetail("user_id", "must be your own");
        }
    }

    private Uni<Void> announceChange(CrewMember member, List<String> changed) {
        if (changed.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return crew.flush().chain(() -> appendChange(member, changed));
    }

    /** Two names for one change: every resource has {@code updated}, and Sector Pro 8.1 names {@code profile_updated}. */
    private Uni<Void> appendChange(CrewMember member, List<String> changed) {
        CrewMemberSnapshot snapshot = CrewMemberEvents.snapshotOf(member);
        return outbox.append(CrewEvents.CREW_UPDATED, member.id(), new CrewUpdated(snapshot, changed))
                .chain(() -> outbox.append(
                        CrewEvents.CREW_PROFILE_UPDATED, member.id(), new CrewProfileUpdated(snapshot, changed)));
    }
}
