package dev.slipway.ledger;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.slipway.ledger.identity.Deployers;
import dev.slipway.ledger.identity.Roles;
import dev.slipway.ledger.rotation.ReportRotationRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.NullMarked;

@AnalyzeClasses(packages = "dev.slipway.ledger", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String PLATFORM = "dev.slipway.ledger.platform..";

    /** Times without a zone, by the names of their classes, and as what they are stored. */
    private static final Map<String, Integer> LOCAL = Map.of(
            LocalTime.class.getName(), SqlTypes.LOCAL_TIME,
            LocalDate.class.getName(), SqlTypes.LOCAL_DATE,
            LocalDateTime.class.getName(), SqlTypes.LOCAL_DATE_TIME);

    @ArchTest
    static final ArchRule featuresFormNoCycle =
            slices().matching("dev.slipway.ledger.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule platformDoesNotDependOnFeatures = noClasses()
            .that()
            .resideInAPackage(PLATFORM)
            .should()
            .dependOnClassesThat(resideInAPackage("dev.slipway.ledger..").and(not(resideInAPackage(PLATFORM))));

    @ArchTest
    static final ArchRule platformFormsNoCycle =
            slices().matching("dev.slipway.ledger.platform.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule resourceMethodsDeclareRoles = methods()
            .that()
            .areMetaAnnotatedWith(HttpMethod.class)
            .should()
            .beAnnotatedWith(RolesAllowed.class)
            .orShould()
            .beAnnotatedWith(PermitAll.class);

    /** The {@code toString} that the compiler gives a record is final and prints all components. */
    @ArchTest
    static final ArchRule recordsHideTheirSecrets = methods()
            .that()
            .haveName("toString")
            .and()
            .areDeclaredInClassesThat(haveASecret())
            .should()
            .notHaveModifier(JavaModifier.FINAL)
            .because("a record with a secret declares a toString without it");

    /** A method that writes requires a role other than viewer; except for GitLab's hook, which is authenticated by a secret of its own. */
    @ArchTest
    static final ArchRule writeMethodsRequireAWriteRole = methods()
            .that()
            .areMetaAnnotatedWith(HttpMethod.class)
            .and()
            .areNotAnnotatedWith(GET.class)
            .and()
            .areNotDeclaredIn("dev.slipway.ledger.gitlab.HookResource")
            .should(excludeViewers());

    /** A role for some services only admits the caller to the method, which then checks the service. */
    @ArchTest
    static final ArchRule serviceDeployersAreCheckedPerService =
            methods().that().areMetaAnnotatedWith(HttpMethod.class).should(requireTheServiceRole());

    @ArchTest
    static final ArchRule resourceMethodsReturnNoEntities = noMethods()
            .that()
            .areMetaAnnotatedWith(HttpMethod.class)
            .should()
            .haveRawReturnType(
                    com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates.annotatedWith(Entity.class)
                            .forSubtype());

    @ArchTest
    static final ArchRule resourceClassNamesEndWithResource =
            classes().that().areAnnotatedWith(Path.class).should().haveSimpleNameEndingWith("Resource");

    @ArchTest
    static final ArchRule onlyRepositoriesUseTheEntityManager = noClasses()
            .that(not(simpleNameEndingWith("Repository")))
            .should()
            .dependOnClassesThat(assignableTo(EntityManager.class));

    @ArchTest
    static final ArchRule repositoriesAreInternal =
            classes().that().haveSimpleNameEndingWith("Repository").should(beUsedOnlyByTheirFeature());

    @ArchTest
    static final ArchRule onlyServicesAreTransactional =
            classes().that().areAnnotatedWith(Transactional.class).should().haveSimpleNameEndingWith("Service");

    @ArchTest
    static final ArchRule entitiesHaveNoSetters = noMethods()
            .that()
            .areDeclaredInClassesThat()
            .areAnnotatedWith(Entity.class)
            .should()
            .haveNameStartingWith("set");

    /** Otherwise Hibernate stores it by the classes of java.sql, moved by the offset of the machine's zone. */
    @ArchTest
    static final ArchRule localTimesAreStoredAsTheyAre =
            fields().that(areStoredLocalTimes()).should(haveTheTypeOfLocalTimes());

    @ArchTest
    static final ArchRule timeComesFromTheClock = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");

    @ArchTest
    static final ArchRule nothingPrints = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

    @ArchTest
    static final ArchRule packagesAreNullMarked = classes().should(lieInANullMarkedPackage());

    private static ArchCondition<JavaClass> beUsedOnlyByTheirFeature() {
        return new ArchCondition<>("be used only by packages of their own feature") {
            @Override
            public void check(JavaClass repository, ConditionEvents events) {
                for (Dependency use : repository.getDirectDependenciesToSelf()) {
                    boolean isInside = feature(use.getOriginClass()).equals(feature(repository));
                    events.add(new SimpleConditionEvent(repository, isInside, use.getDescription()));
                }
            }
        };
    }

    /** The package below the ledger's that a class is in, however deep. */
    private static String feature(JavaClass of) {
        String inside = of.getPackageName()
                .substring(ArchitectureTest.class.getPackageName().length() + 1);
        return inside.split("\\.")[0];
    }

    /** A report of a rotation has the name of a secret, not the secret. */
    private static DescribedPredicate<JavaClass> haveASecret() {
        return describe(
                "are records with a secret",
                type -> type.isRecord()
                        && !type.isEquivalentTo(ReportRotationRequest.class)
                        && type.getFields().stream()
                                .anyMatch(field -> field.getRawType().isEquivalentTo(String.class)
                                        && field.getName().matches(".*([pP]assword|[sS]ecret)")));
    }

    private static DescribedPredicate<JavaField> areStoredLocalTimes() {
        return describe(
                "are local times of entities",
                field -> LOCAL.containsKey(field.getRawType().getName())
                        && (field.getOwner().isAnnotatedWith(Entity.class)
                                || field.getOwner().isAnnotatedWith(Embeddable.class)));
    }

    private static ArchCondition<JavaField> haveTheTypeOfLocalTimes() {
        return new ArchCondition<>("have the type of local times") {
            @Override
            public void check(JavaField field, ConditionEvents events) {
                boolean isTyped = field.tryGetAnnotationOfType(JdbcTypeCode.class)
                        .filter(type -> Integer.valueOf(type.value())
                                .equals(LOCAL.get(field.getRawType().getName())))
                        .isPresent();
                events.add(new SimpleConditionEvent(field, isTyped, field.getFullName()));
            }
        };
    }

    private static ArchCondition<JavaMethod> excludeViewers() {
        return new ArchCondition<>("be allowed to roles that write") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                List<String> roles = roles(method);
                boolean isClosed = !roles.isEmpty() && !roles.contains(Roles.VIEWER);
                events.add(new SimpleConditionEvent(method, isClosed, method.getFullName() + " lets in " + roles));
            }
        };
    }

    private static ArchCondition<JavaMethod> requireTheServiceRole() {
        return new ArchCondition<>("check the service by Deployers if they allow " + Roles.SERVICE_DEPLOYER) {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                boolean isChecked = method.getMethodCallsFromSelf().stream()
                        .map(JavaMethodCall::getTarget)
                        .anyMatch(target -> target.getOwner().isEquivalentTo(Deployers.class)
                                && target.getName().startsWith("require"));
                boolean isAllowed = roles(method).contains(Roles.SERVICE_DEPLOYER);
                events.add(new SimpleConditionEvent(
                        method, isChecked || !isAllowed, method.getFullName() + " checks no service"));
            }
        };
    }

    private static List<String> roles(JavaMethod method) {
        return method.tryGetAnnotationOfType(RolesAllowed.class)
                .map(allowed -> List.of(allowed.value()))
                .orElse(List.of());
    }

    private static ArchCondition<JavaClass> lieInANullMarkedPackage() {
        return new ArchCondition<>("lie in a package with a @NullMarked package-info") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean isMarked = type.getPackage().isAnnotatedWith(NullMarked.class);
                events.add(new SimpleConditionEvent(type, isMarked, type.getPackageName()));
            }
        };
    }
}
