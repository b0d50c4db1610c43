package dev.slipway.line;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.slipway.line.program.Terminal;

@AnalyzeClasses(packages = "dev.slipway.line", importOptions = ImportOption.DoNotIncludeTests.class)
class PackagesTest {
    private static final String[] OF_THE_CLI = {
        "dev.slipway.line.audit..",
        "dev.slipway.line.cli..",
        "dev.slipway.line.configuration..",
        "dev.slipway.line.digest..",
        "dev.slipway.line.file..",
        "dev.slipway.line.http..",
        "dev.slipway.line.identity..",
        "dev.slipway.line.ledger..",
        "dev.slipway.line.pace..",
        "dev.slipway.line.program.."
    };

    @ArchTest
    static final ArchRule packagesFormNoCycle =
            slices().matching("dev.slipway.line.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule theCliKnowsNoServer = noClasses()
            .that()
            .resideInAnyPackage(OF_THE_CLI)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.slipway.line.agent..",
                    "dev.slipway.line.roll..",
                    "dev.slipway.line.worker..",
                    "dev.slipway.line.balancer..",
                    "dev.slipway.line.schema..")
            .because("the CLI asks the ledger, and the agent alone changes servers");

    @ArchTest
    static final ArchRule theCliNeedsNothingThatIsNotInItsJar = noClasses()
            .that()
            .resideInAnyPackage(OF_THE_CLI)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "com.fasterxml.jackson.databind..",
                    "com.fasterxml.jackson.datatype..",
                    "org.jboss..",
                    "org.wildfly..")
            .because("slipway.jar has picocli, jose4j and Jackson's parser alone");

    @ArchTest
    static final ArchRule onlyTheCommandLineKnowsPicocli = noClasses()
            .that()
            .resideInAnyPackage(OF_THE_CLI)
            .and()
            .resideOutsideOfPackage("dev.slipway.line.cli..")
            .or()
            .resideInAnyPackage("dev.slipway.line.cli.lines", "dev.slipway.line.cli.input..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("picocli..");

    @ArchTest
    static final ArchRule nothingIsPrintedPastTheOutput = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

    @ArchTest
    static final ArchRule onlyTheTerminalAsksForAConsole = noClasses()
            .that()
            .doNotBelongToAnyOf(Terminal.class)
            .should()
            .callMethod(System.class, "console")
            .because("from JDK 22 there is a console even without a terminal");

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

    private static DescribedPredicate<JavaClass> haveASecret() {
        return describe(
                "are records with a secret",
                type -> type.isRecord()
                        && type.getFields().stream()
                                .anyMatch(field -> field.getRawType().isEquivalentTo(String.class)
                                        && field.getName().matches(".*([pP]assword|[sS]ecret)")));
    }
}
