package dev.callsheet.platform.test.architecture;

import static com.tngtech.archunit.lang.conditions.ArchConditions.beAnnotatedWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.callsheet.platform.web.security.AnyPrincipal;
import dev.callsheet.platform.web.security.InternalRoute;
import dev.callsheet.platform.web.security.PublicRoute;
import dev.callsheet.platform.web.security.RequiresScope;
import jakarta.persistence.Entity;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;

/** What every service keeps to. A service includes it with {@code @ArchTest ArchTests rules = ArchTests.in(...)}. */
public final class ServiceArchitecture {

    private static final String IDEMPOTENT = "dev.callsheet.platform.data.idempotency.Idempotent";
    private static final String TRANSACTION = "dev.callsheet.platform.data.session.OrganizationTransaction";

    private static final DescribedPredicate<JavaMethod> ROUTES = DescribedPredicate.describe(
            "routes",
            method -> method.isAnnotatedWith(GET.class)
                    || method.isAnnotatedWith(POST.class)
                    || method.isAnnotatedWith(PUT.class)
                    || method.isAnnotatedWith(PATCH.class)
                    || method.isAnnotatedWith(DELETE.class));

    private static final DescribedPredicate<JavaMethod> WRITING_ROUTES = DescribedPredicate.describe(
            "routes that write with a body",
            method -> method.isAnnotatedWith(POST.class)
                    || method.isAnnotatedWith(PUT.class)
                    || method.isAnnotatedWith(PATCH.class));

    private static final DescribedPredicate<JavaMethod> OUTSIDE_OF_LOGIN = DescribedPredicate.describe(
            "outside of /auth, /oauth and /internal",
            method -> !method.getOwner().getPackageName().matches(".*\\.(login|oauth|internal)(\\..*)?"));

    @ArchTest
    static final ArchRule resourcesCallServices = noClasses()
            .that()
            .haveSimpleNameEndingWith("Resource")
            .should()
            .dependOnClassesThat()
            .haveSimpleNameEndingWith("Repository")
            .allowEmptyShould(true)
            .because("a resource speaks HTTP; which rows that takes is the service's affair");

    @ArchTest
    static final ArchRule entitiesStayInside = methods()
            .that()
            .areDeclaredInClassesThat()
            .haveSimpleNameEndingWith("Resource")
            .should(notMentionEntities())
            .allowEmptyShould(true)
            .because("an entity that leaves its service ties the API to the tables");

    @ArchTest
    static final ArchRule everyRouteSaysWhoMayUseIt = methods()
            .that(ROUTES)
            .should(beAnnotatedWith(RequiresScope.class)
                    .or(beAnnotatedWith(AnyPrincipal.class))
                    .or(beAnnotatedWith(PublicRoute.class))
                    .or(beAnnotatedWith(InternalRoute.class)))
            .allowEmptyShould(true)
            .because("authorization that was forgotten looks just like one that was meant");

    @ArchTest
    static final ArchRule everyWritingRouteIsIdempotent = methods()
            .that(WRITING_ROUTES)
            .and(OUTSIDE_OF_LOGIN)
            .should(beAnnotatedWith(IDEMPOTENT))
            .allowEmptyShould(true)
            .because("a client that lost an answer must be able to repeat the request");

    @ArchTest
    static final ArchRule transactionsBeginOnServicesAndHandlers = methods()
            .that()
            .areAnnotatedWith(TRANSACTION)
            .should()
            .beDeclaredInClassesThat()
            .haveNameMatching(".*(Service|Handler)")
            .allowEmptyShould(true)
            .because("one glance at the services shows what commits together");

    @ArchTest
    static final ArchRule namesSayWhatAThingIs = noClasses()
            .should()
            .haveNameMatching(".*(Util|Utils|Helper|Manager|Common|Dto|Impl|Base)")
            .because("such a name says that its author had no noun for it");

    @ArchTest
    static final ArchRule packagesSayWhatTheyHold = noClasses()
            .should()
            .resideInAnyPackage("..util..", "..common..", "..helper..", "..base..", "..manager..")
            .because("everything of a feature lives in the feature's package");

    @ArchTest
    static final ArchRule onlyTheRelayProduces = noClasses()
            .that()
            .resideOutsideOfPackage("dev.callsheet.platform.data.outbox")
            .and()
            .haveSimpleNameNotContaining("DeadLetter")
            .should()
            .dependOnClassesThat()
            .haveNameMatching("org\\.apache\\.kafka\\.clients\\.producer\\.(KafkaProducer|Producer)")
            .because("an event that does not pass the outbox can tell of a change that never committed");

    @ArchTest
    static final ArchRule noFieldsOfMoney =
            classes().should(holdNoFloatingPointMoney()).because("money is BigDecimal with a currency");

    private ServiceArchitecture() {}

    private static ArchCondition<JavaMethod> notMentionEntities() {
        return new ArchCondition<>("not mention an entity") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                method.getReturnType().getAllInvolvedRawTypes().stream()
                        .filter(type -> type.isAnnotatedWith(Entity.class))
                        .forEach(type -> events.add(SimpleConditionEvent.violated(
                                method, method.getFullName() + " returns " + type.getName())));
            }
        };
    }

    private static ArchCondition<JavaClass> holdNoFloatingPointMoney() {
        return new ArchCondition<>("hold no amount as a floating-point number") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                type.getFields().stream()
                        .filter(field ->
                                field.getRawType().getName().matches("(double|float|java\\.lang\\.(Double|Float))"))
                        .filter(field -> field.getName().matches("(?i).*(amount|rate|price|cost|diem|allowance).*"))
                        .forEach(field -> events.add(
                                SimpleConditionEvent.violated(field, field.getFullName() + " is not exact")));
            }
        };
    }
}
