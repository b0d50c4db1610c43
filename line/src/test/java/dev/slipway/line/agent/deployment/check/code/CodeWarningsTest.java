package dev.slipway.line.agent.deployment.check.code;

import static dev.slipway.line.agent.deployment.check.code.ClassFiles.annotated;
import static dev.slipway.line.agent.deployment.check.code.ClassFiles.type;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.agent.deployment.check.code.ClassFiles.Mark;
import dev.slipway.line.agent.deployment.check.code.CodeWarnings.TargetService;
import dev.slipway.line.archive.code.ClassFile;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What starts, and does not what it is there for. */
class CodeWarningsTest {
    private static final String SCHEDULE = "Ljakarta/ejb/Schedule;";
    private static final TargetService ONE = new TargetService("shop", 1, false, false);
    private static final TargetService TWO = new TargetService("shop", 2, false, false);
    private static final TargetService LOGIN = new TargetService("shop", 1, false, true);
    private static final TargetService ALL = new TargetService("shop", 2, false, true);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javax/servlet/http/HttpServlet",
                "Ljavax/servlet/annotation/WebServlet;",
                "Ljavax/ejb/Stateless;",
                "Ljavax/ws/rs/Path;",
                "Ljavax/enterprise/context/RequestScoped;",
                "Ljavax/websocket/server/ServerEndpoint;",
                "Ljavax/faces/view/ViewScoped;"
            })
    void tellsOfCodeForJavaEe8(String reference) {
        assertThat(warnings(reference, ONE))
                .singleElement()
                .asString()
                .contains("(shop.A)", "Build it for Jakarta EE 10");
    }

    /** Such as of Spring 5: an application's own code does not name what it extends of these. */
    @Test
    void tellsOfLibrariesForJavaEe8() {
        CodeWarnings warnings = new CodeWarnings();
        warnings.addOldLibraries(Set.of("spring-web-5.3.31.jar"));
        assertThat(warnings.forService(ONE))
                .singleElement()
                .asString()
                .startsWith("It has code for javax.* (spring-web-5.3.31.jar), ")
                .endsWith("Build it for Jakarta EE 10");
    }

    @ParameterizedTest
    @CsvSource({
        "Lorg/springframework/stereotype/Controller;, false",
        "jakarta/servlet/http/HttpServlet, true",
        "Ljakarta/ws/rs/Path;, true",
        "javax/servlet/http/HttpServlet, true",
        "javax/sql/DataSource, false"
    })
    void knowsWhetherTheCodeItselfTells(String reference, boolean isKnown) {
        CodeWarnings warnings = ofClass(reference);
        assertThat(warnings.isOfKnownAge()).isEqualTo(isKnown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jakarta/servlet/http/HttpServlet",
                "javax/sql/DataSource",
                "javax/naming/InitialContext",
                "javax/annotation/processing/Generated",
                "javax/xml/ws/Service",
                "javax/ws/rs/client/Client",
                "javax/persistence/Entity"
            })
    void saysNothingOfWhatWorks(String reference) {
        assertThat(warnings(reference, ALL)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Ljakarta/ejb/Schedule;, 2, false, 1",
        "Ljakarta/ejb/Schedules;, 2, false, 1",
        "Ljakarta/ejb/TimerService;, 2, false, 1",
        "Ljakarta/ejb/Schedule;, 1, false, 0",
        "Ljakarta/ejb/Schedule;, 2, true, 0",
        "Ljakarta/ejb/Stateless;, 2, false, 0"
    })
    void tellsOfTimersThatEachWorkerFires(String reference, int workers, boolean hasDatabase, int count) {
        List<String> found = warnings(reference, new TargetService("shop", workers, hasDatabase, false));
        assertThat(found).hasSize(count);
        assertThat(found)
                .allSatisfy(one -> assertThat(one).contains("each of the 2 workers", "services add shop --database"));
    }

    @ParameterizedTest
    @CsvSource({
        "Ljakarta/ejb/Schedule;, false, 2, 1",
        "Ljakarta/ejb/Schedules;, false, 2, 1",
        "Ljakarta/ejb/Schedule;, true, 2, 0",
        "Ljakarta/ejb/Schedule;, false, 1, 0",
        "Ljakarta/ejb/TimerService;, false, 2, 0"
    })
    void tellsOfTimersThatAreNotPersistentBesideADatabase(
            String annotation, boolean isPersistent, int workers, int count) {
        CodeWarnings warnings = new CodeWarnings();
        warnings.add("shop.Invoices", timer(annotation, isPersistent));
        List<String> found = warnings.forService(new TargetService("shop", workers, true, false));
        assertThat(found).hasSize(count);
        assertThat(found)
                .allSatisfy(one -> assertThat(one)
                        .isEqualTo("It has timers that are not persistent (shop.Invoices), and each of the 2 workers"
                                + " fires them. Without persistent = false, each fires once for all"));
        assertThat(warnings.forService(new TargetService("shop", workers, false, false)))
                .as("without a database")
                .hasSize(workers - 1)
                .allSatisfy(one -> assertThat(one).startsWith("It has timers (shop.Invoices)"));
    }

    /** Such as that of a cache. */
    @Test
    void tellsOfNoTimerThatAnotherAnnotationIsNotPersistentBeside() {
        CodeWarnings warnings = new CodeWarnings();
        warnings.add(
                "shop.Invoices", annotated(new Mark(SCHEDULE), new Mark("Lshop/Cached;", Map.of("persistent", false))));
        assertThat(warnings.forService(new TargetService("shop", 2, true, false)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Lorg/springframework/scheduling/annotation/Scheduled;, 2, 1",
        "org/quartz/Job, 2, 1",
        "jakarta/enterprise/concurrent/ManagedScheduledExecutorService scheduleAtFixedRate, 2, 1",
        "jakarta/enterprise/concurrent/ManagedScheduledExecutorService jakarta/enterprise/concurrent/Trigger, 2, 1",
        "jakarta/enterprise/concurrent/ManagedScheduledExecutorService schedule, 2, 0",
        "org/quartz/Job, 1, 0",
        "Lorg/springframework/scheduling/annotation/Scheduled; Lnet/javacrumbs/shedlock/spring/annotation/SchedulerLock;, 2, 0",
        "jakarta/enterprise/concurrent/ManagedExecutorService, 2, 0"
    })
    void tellsOfJobsThatEachWorkerRuns(String references, int workers, int count) {
        List<String> found = warnings(references, new TargetService("shop", workers, true, false));
        assertThat(found).hasSize(count);
        assertThat(found)
                .allSatisfy(one -> assertThat(one)
                        .startsWith("It schedules jobs itself (shop.A), and each of the 2 workers runs them."));
    }

    /** Its configuration is in another class than the jobs. */
    @Test
    void takesShedLockAnywhereForALockOfAllJobs() {
        CodeWarnings warnings = new CodeWarnings();
        warnings.add("shop.Jobs", new ClassFile(type(0x0021, "org/quartz/Job")));
        warnings.add("shop.Timers", timer(SCHEDULE, false));
        warnings.add("shop.Locks", new ClassFile(type(0x0021, "net/javacrumbs/shedlock/core/LockProvider")));
        assertThat(warnings.forService(new TargetService("shop", 2, true, false)))
                .isEmpty();
    }

    @Test
    void saysNothingOfQuartzInACluster() {
        CodeWarnings warnings = new CodeWarnings();
        warnings.add("shop.Jobs", new ClassFile(type(0x0021, "org/quartz/Job")));
        assertThat(warnings.forService(TWO)).hasSize(1);
        warnings.leaveOutQuartz();
        assertThat(warnings.forService(TWO)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"Ljakarta/ejb/TimerService;, true", "Ljakarta/ejb/Schedule;, false", "jakarta/ejb/TimerConfig, false"})
    void knowsWhetherTheCodeCreatesTimers(String reference, boolean createsTimers) {
        CodeWarnings warnings = ofClass(reference);
        assertThat(warnings.createsTimers()).isEqualTo(createsTimers);
    }

    @ParameterizedTest
    @CsvSource({
        "Ljakarta/annotation/sql/DataSourceDefinition; jdbc:h2:mem:shop, 2, 1",
        "Ljakarta/annotation/sql/DataSourceDefinition; jdbc:h2:mem:shop, 1, 0",
        "Ljakarta/annotation/sql/DataSourceDefinition; jdbc:h2:/srv/shop, 2, 0",
        "Ljava/lang/String; jdbc:h2:mem:shop, 2, 0"
    })
    void tellsOfRowsThatEachWorkerHasOfItsOwn(String constants, int workers, int count) {
        List<String> found = warnings(constants, new TargetService("shop", workers, false, false));
        assertThat(found).hasSize(count);
        assertThat(found)
                .allSatisfy(one -> assertThat(one)
                        .startsWith("It has an in-memory data source (shop.A), and each of the 2 workers"));
    }

    /** WildFly leaves out a bean whose class it cannot load. */
    @Test
    void tellsOfCodeForANewerJava() {
        byte[] newer = type(0x0021, "Ljakarta/enterprise/context/RequestScoped;");
        newer[7] = 99;
        CodeWarnings warnings = new CodeWarnings();
        warnings.add("module-info", new ClassFile(newer));
        assertThat(warnings.forService(ONE)).isEmpty();
        warnings.add("shop.A", new ClassFile(newer));
        int java = Runtime.version().feature();
        assertThat(warnings.forService(ONE))
                .singleElement()
                .asString()
                .startsWith("It has code for Java 55 (shop.A), and the server runs on Java " + java + ", ");
        assertThat(warnings("Ljakarta/enterprise/context/RequestScoped;", ONE)).isEmpty();
    }

    @Test
    void tellsOfASignInBesideTheLogin() {
        String reference =
                "Ljakarta/security/enterprise/authentication/mechanism/http/BasicAuthenticationMechanismDefinition;";
        assertThat(warnings(reference, LOGIN)).singleElement().asString().contains("ELY01177", "definition of shop");
        assertThat(warnings(reference, ONE)).isEmpty();
        assertThat(warnings("jakarta/security/enterprise/SecurityContext", LOGIN))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Ljava/security/Principal;, true",
        "jakarta/servlet/http/HttpServletRequest authenticate, true",
        "jakarta/servlet/http/HttpServletRequest login, true",
        "jakarta/servlet/http/HttpServletRequest getParameter, false",
        "authenticate, false"
    })
    void knowsWhetherTheCodeAsksWhoCalls(String references, boolean isAsked) {
        CodeWarnings warnings = ofClass(references);
        assertThat(warnings.asksWhoCalls()).isEqualTo(isAsked);
    }

    @ParameterizedTest
    @CsvSource({
        "()Ljakarta/servlet/http/HttpSession;, 1",
        "Ljakarta/enterprise/context/SessionScoped;, 1",
        "Ljakarta/faces/view/ViewScoped;, 1",
        "jakarta/servlet/http/HttpSessionListener, 0",
        "jakarta/servlet/http/HttpServlet, 0",
        "jakarta/servlet/Filter, 0",
        "Ljakarta/ws/rs/Path;, 0"
    })
    void tellsOfSessionsThatEndWithTheirWorker(String reference, int count) {
        CodeWarnings warnings = ofClass(reference);
        assertThat(warnings.ofSessions()).hasSize(count);
        assertThat(warnings.ofSessions())
                .allSatisfy(one -> assertThat(one)
                        .startsWith("It uses HTTP sessions (shop.A) without <distributable/> in web.xml, ")
                        .endsWith(" make everything in a session Serializable"));
    }

    @ParameterizedTest
    @CsvSource({
        "Ljakarta/ws/rs/Path; Ljakarta/annotation/security/RolesAllowed;, 1",
        "Ljakarta/ws/rs/Path; Ljakarta/annotation/security/PermitAll;, 0",
        "Ljakarta/ws/rs/Path; Ljakarta/annotation/security/RolesAllowed; Ljakarta/ejb/Stateless;, 0",
        "Ljakarta/enterprise/context/RequestScoped; Ljakarta/annotation/security/RolesAllowed;, 0"
    })
    void tellsOfRolesThatRestResourcesIgnore(String references, int count) {
        CodeWarnings warnings = ofClass(references);
        assertThat(warnings.ofRoles()).hasSize(count);
        assertThat(warnings.ofRoles())
                .allSatisfy(one -> assertThat(one)
                        .startsWith("Its REST resources have @RolesAllowed (shop.A), which WildFly ignores there")
                        .contains("<param-name>resteasy.role.based.security</param-name>"));
        assertThat(warnings.forService(ALL)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1, (shop.A)", "2, (shop.A and 1 more class)", "4, (shop.A and 3 more classes)"})
    void namesOneAndCountsTheOthers(int count, String names) {
        CodeWarnings warnings = new CodeWarnings();
        for (String name : List.of("shop.D", "shop.C", "shop.B", "shop.A").subList(4 - count, 4)) {
            warnings.add(name, new ClassFile(type(0x0021, "javax/servlet/Filter")));
        }
        assertThat(warnings.forService(ONE)).singleElement().asString().contains(names);
    }

    private static List<String> warnings(String reference, TargetService target) {
        CodeWarnings warnings = ofClass(reference);
        return warnings.forService(target);
    }

    /** A class with a schedule, or whatever else says if it is persistent, and with the annotation around it. */
    private static ClassFile timer(String annotation, boolean isPersistent) {
        Map<String, Object> elements = Map.of("persistent", isPersistent);
        return annotation.equals("Ljakarta/ejb/Schedules;")
                ? annotated(new Mark(annotation, Map.of("value", List.of(new Mark(SCHEDULE, elements)))))
                : annotated(new Mark(annotation, elements));
    }

    private static CodeWarnings ofClass(String references) {
        CodeWarnings warnings = new CodeWarnings();
        warnings.add("shop.A", new ClassFile(type(0x0021, references)));
        return warnings;
    }
}
