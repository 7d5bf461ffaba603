package dev.callsheet.identity.organization;

import dev.callsheet.contracts.identity.IdentityEvents;
import dev.callsheet.contracts.identity.OrganizationCreated;
import dev.callsheet.contracts.identity.OrganizationUpdated;
import dev.callsheet.contracts.identity.Principal;
import dev.callsheet.contracts.identity.UserCreated;
import dev.callsheet.identity.user.Membership;
import dev.callsheet.platform.data.outbox.Outbox;
import dev.callsheet.platform.data.session.OrganizationTransaction;
import dev.callsheet.platform.data.session.SessionSql;
import dev.callsheet.platform.web.body.ChangedFields;
import dev.callsheet.platform.web.body.MergePatch;
import dev.callsheet.platform.web.envelope.Envelope;
import dev.callsheet.platform.web.envelope.Resource;
import dev.callsheet.platform.web.error.ApiException;
import dev.callsheet.platform.web.error.ErrorCode;
import dev.callsheet.platform.web.list.ListQuery;
import dev.callsheet.platform.web.request.CallContext;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Shows organizations to those who belong to them, and founds new ones. */
@ApplicationScoped
public class OrganizationService {

    private final OrganizationStore store;
    private final Outbox outbox;

    OrganizationService(OrganizationStore store, Outbox outbox) {
        this.store = store;
        this.outbox = outbox;
    }

    Uni<Envelope<List<Resource<OrganizationResponse>>>> list(ListQuery query) {
        return store.list(CallContext.current().requirePrincipal(), query)
                .map(page -> Envelope.list(query, page, organization -> organization));
    }

    Uni<Envelope<Resource<OrganizationResponse>>> get(UUID id) {
        return store.find(CallContext.current().requirePrincipal(), id)
                .map(found -> found.orElseThrow(() -> ApiException.notFound("organization", id)))
                .map(Envelope::of);
    }

    /** The live organization of that name, as names become slugs. */
    public Uni<Optional<OrganizationIds>> findByName(String name) {
        return store.findBySlug(slugOf(name));
    }

    /**
     * Founds the organization with its sandbox and its first member, in a call that was entered for {@code ids.live()}.
     */
    @OrganizationTransaction
    public Uni<Void> found(OrganizationIds ids, String name, String timeZone, String plan, Founder founder) {
        return found(ids, name, slugOf(name), timeZone, plan, founder);
    }

    /** The same where another organization may have the name: the slug then gets a number that nobody else has. */
    @OrganizationTransaction
    public Uni<Void> foundUnderFreeSlug(
            OrganizationIds ids, String name, String timeZone, String plan, Founder founder) {
        String slug = slugOf(name);
        String ofItsOwn = (slug.isEmpty() ? "organization" : slug) + "-"
                + ids.live().toString().substring(24);
        return store.findBySlug(slug)
                .map(taken -> taken.isPresent() || slug.isEmpty() ? ofItsOwn : slug)
                .chain(free -> found(ids, name, free, timeZone, plan, founder));
    }

    private Uni<Void> found(
            OrganizationIds ids, String name, String slug, String timeZone, String plan, Founder founder) {
        Organization live = Organization.live(ids.live(), name, slug, timeZone, plan);
        Membership membership = Membership.of(founder.userId(), "admin");
        return Panache.getSession()
                .chain(session -> session.persist(live)
                        .chain(session::flush)
                        .chain(() -> session.persistAll(live.sandbox(ids.sandbox()), membership))
                        .chain(session::flush))
                .chain(() -> outbox.append(
                        IdentityEvents.ORGANIZATION_CREATED, live.id, new OrganizationCreated(live.snapshot())))
                .chain(() -> outbox.append(
                        IdentityEvents.USER_CREATED,
                        founder.userId(),
                        new UserCreated(membership.snapshot(founder.email(), founder.fullName()))));
    }

    @OrganizationTransaction
    Uni<Resource<OrganizationResponse>> update(UUID id, MergePatch<OrganizationRequest> patch) {
        Principal caller = CallContext.current().requirePrincipal();
        if (!caller.organizationId().equals(id)) {
            return refuseForeign(caller, id);
        }
        return Panache.getSession()
                .chain(session -> session.find(Organization.class, id, LockModeType.PESSIMISTIC_WRITE))
                .call(organization -> change(organization, patch))
                .map(organization -> new Resource<>(id, "organization", organization.response(caller.role()), null));
    }

    /**
     * Puts the organization and its sandbox on a plan, in a call that was entered for it.
     *
     * <p>Fails with {@code NOT_FOUND}, or with {@code VALIDATION_ERROR} naming the plans that there are.
     */
    @OrganizationTransaction
    public Uni<Void> putOnPlan(UUID id, String plan) {
        return requirePlan(plan)
                .chain(OrganizationService::withSandbox)
                .invoke(concerned -> {
                    if (concerned.isEmpty()) {
                        throw ApiException.notFound("organization", id);
                    }
                    concerned.forEach(organization -> organization.plan = plan);
                })
                .call(() -> Panache.getSession().call(Mutiny.Session::flush))
                .chain(concerned -> announceAll(concerned, List.of("plan")));
    }

    private static Uni<Void> requirePlan(String plan) {
        return SessionSql.select("select name from rate_limit_tier order by rank")
                .invoke(rows -> {
                    List<String> known = new ArrayList<>();
                    rows.forEachRemaining(row -> known.add((String) row[0]));
                    if (!known.contains(plan)) {
                        throw ApiException.invalid(
                                "plan", "Unknown plan '%s'. Valid plans: %s".formatted(plan, String.join(", ", known)));
                    }
                })
                .replaceWithVoid();
    }

    /**
     * Tells of a change that concerns all credentials of the organization and of its sandbox.
     *
     * @param changed what has changed, as events name it
     */
    @OrganizationTransaction
    public Uni<Void> announceChange(List<String> changed) {
        return withSandbox().chain(concerned -> announceAll(concerned, changed));
    }

    private static Uni<List<Organization>> withSandbox() {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(
                                "from Organization o where o.id = ?1 or o.parentId = ?1 order by o.id",
                                Organization.class)
                        .setParameter(1, CallContext.current().organizationId())
                        .getResultList());
    }

    private Uni<Void> announceAll(List<Organization> concerned, List<String> changed) {
        return Multi.createFrom()
                .iterable(concerned)
                .onItem()
                .transformToUniAndConcatenate(organization -> announce(organization, changed))
                .toUni()
                .replaceWithVoid();
    }

    private Uni<Void> change(Organization organization, MergePatch<OrganizationRequest> patch) {
        patch.requireVersion(organization.version);
        OrganizationRequest before = organization.asRequest();
        organization.apply(patch.applyTo(before));
        List<String> changed = ChangedFields.between(before, organization.asRequest());
        return changed.isEmpty()
                ? Uni.createFrom().voidItem()
                : Panache.getSession().call(Mutiny.Session::flush).chain(() -> announce(organization, changed));
    }

    private Uni<Void> announce(Organization organization, List<String> changed) {
        return outbox.append(
                IdentityEvents.ORGANIZATION_UPDATED,
                organization.id,
                new OrganizationUpdated(organization.snapshot(), changed));
    }

    /** Scopes are those of the organization that the request acts in, and good for that one only. */
    private <T> Uni<T> refuseForeign(Principal caller, UUID id) {
        return store.find(caller, id).map(found -> {
            if (found.isEmpty()) {
                throw ApiException.notFound("organization", id);
            }
            throw new ApiException(
                    ErrorCode.FORBIDDEN,
                    "The request acts in another organization: send X-Organization-ID: %s to change this one."
                            .formatted(id));
        });
    }

    static String slugOf(String name) {
        String plain = Normalizer.normalize(name, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
        return plain.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    }

    /** A live organization and its sandbox. */
    public record OrganizationIds(UUID live, UUID sandbox) {}

    /** The first member, who is its admin. */
    public record Founder(UUID userId, String email, String fullName) {}
}
