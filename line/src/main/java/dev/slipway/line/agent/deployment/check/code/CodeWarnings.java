package dev.slipway.line.agent.deployment.check.code;

import dev.slipway.line.agent.deployment.check.data.MemoryData;
import dev.slipway.line.archive.code.ClassFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Finds references in an application's own code that do not work as intended, although it starts and WildFly reports
 * nothing. Only warnings, as a class may never use what it refers to.
 */
public final class CodeWarnings {
    /** Types that only the server calls; other parts of {@code javax} work with an implementation in the archive. */
    private static final List<String> OLD = List.of(
            "javax/servlet/",
            "javax/ejb/",
            "javax/faces/",
            "javax/enterprise/",
            "javax/websocket/",
            "Ljavax/ws/rs/Path;",
            "Ljavax/ws/rs/ApplicationPath;");

    /** Types that the server discovers by itself. */
    private static final List<String> NEW = List.of(
            "jakarta/servlet/",
            "jakarta/ws/rs/",
            "jakarta/ejb/",
            "jakarta/enterprise/",
            "jakarta/faces/",
            "jakarta/jws/",
            "jakarta/xml/ws/",
            "jakarta/websocket/");

    private static final String TIMER_SERVICE = "jakarta/ejb/TimerService";
    private static final String SCHEDULE = "Ljakarta/ejb/Schedule;";
    private static final List<String> SCHEDULED = List.of(SCHEDULE, "Ljakarta/ejb/Schedules;");

    /** Schedulers that run in each JVM, unlike the server's own timers. */
    private static final List<String> JOBS = List.of("Lorg/springframework/scheduling/annotation/Scheduled;");

    private static final List<String> QUARTZ = List.of("org/quartz/");
    private static final String EXECUTOR = "jakarta/enterprise/concurrent/ManagedScheduledExecutorService";

    /** Executor methods that repeat a job; also used for a delay. */
    private static final List<String> REPEATS =
            List.of("scheduleAtFixedRate", "scheduleWithFixedDelay", "jakarta/enterprise/concurrent/Trigger");

    /** With it, a job runs once for all JVMs. */
    private static final String SHED_LOCK = "net/javacrumbs/shedlock/";

    private static final List<String> SIGN_INS = List.of("jakarta/security/enterprise/authentication/mechanism/http/");

    /** Signs that code asks who somebody is, or has them sign in; more of them count anywhere in an archive. */
    private static final List<String> CALLERS = List.of("java/security/Principal", "Authorization");

    private static final String REQUEST = "jakarta/servlet/http/HttpServletRequest";
    private static final List<String> SIGNING_IN = List.of("authenticate", "login");

    /** Signs of sessions; whoever has a request may have none. */
    private static final List<String> SESSIONS = List.of(
            "Ljakarta/servlet/http/HttpSession;", "Ljakarta/enterprise/context/SessionScoped;", "jakarta/faces/");

    private static final String RESOURCE = "Ljakarta/ws/rs/Path;";
    private static final String ROLES = "Ljakarta/annotation/security/RolesAllowed;";

    /** Their roles are those of EJB. */
    private static final List<String> EJBS =
            List.of("Ljakarta/ejb/Stateless;", "Ljakarta/ejb/Stateful;", "Ljakarta/ejb/Singleton;");

    /** The servers' Java: the agent runs on the same, in containers too. */
    private static final int JAVA = Runtime.version().feature();

    private final FoundClasses old = new FoundClasses();
    private final SortedSet<String> oldLibraries = new TreeSet<>();
    private final FoundClasses unreadable = new FoundClasses();
    private final SortedSet<Integer> newerJavas = new TreeSet<>();
    private final FoundClasses timers = new FoundClasses();
    private final FoundClasses ownTimers = new FoundClasses();
    private final FoundClasses jobs = new FoundClasses();
    private final FoundClasses quartz = new FoundClasses();
    private final FoundClasses signIns = new FoundClasses();
    private final FoundClasses sessions = new FoundClasses();
    private final FoundClasses roles = new FoundClasses();
    private final FoundClasses dataSources = new FoundClasses();
    private final FoundClasses contexts = new FoundClasses();
    private final FoundClasses memoryData = new FoundClasses();
    private boolean isForJakarta;
    private boolean createsTimers;
    private boolean hasShedLock;
    private boolean asksWhoCalls;

    /** The service that the archive is deployed to. */
    public record TargetService(String service, int workers, boolean hasDatabase, boolean hasLogin) {}

    /** Takes one of the archive's classes into account. */
    void add(String name, ClassFile code) {
        // The server does not load a module declaration.
        if (code.javaVersion() > JAVA && !name.equals("module-info")) {
            unreadable.add(name);
            newerJavas.add(code.javaVersion());
        }
        note(old, OLD, name, code);
        isForJakarta |= code.refersToOne(NEW);
        if (code.refersToOne(SCHEDULED) || code.refersTo(TIMER_SERVICE)) {
            timers.add(name);
        }
        if (code.annotations(SCHEDULE).stream().anyMatch(one -> one.hasFalse("persistent"))) {
            ownTimers.add(name);
        }
        if (code.refersToOne(JOBS) || code.refersTo(EXECUTOR) && code.refersToOne(REPEATS)) {
            jobs.add(name);
        } else {
            note(quartz, QUARTZ, name, code);
        }
        hasShedLock |= code.refersTo(SHED_LOCK);
        note(signIns, SIGN_INS, name, code);
        note(sessions, SESSIONS, name, code);
        createsTimers |= code.refersTo(TIMER_SERVICE);
        asksWhoCalls |= code.refersToOne(CALLERS) || code.refersTo(REQUEST) && code.refersToOne(SIGNING_IN);
        if (DefaultResources.injectsDataSource(code)) {
            dataSources.add(name);
        }
        if (DefaultResources.injectsContext(code)) {
            contexts.add(name);
        }
        if (MemoryData.isDefinedBy(code)) {
            memoryData.add(name);
        }
        if (code.refersTo(RESOURCE) && !code.refersToOne(EJBS) && !code.isInterface()) {
            note(roles, List.of(ROLES), name, code);
        }
    }

    private static void note(FoundClasses found, List<String> references, String name, ClassFile code) {
        if (code.refersToOne(references)) {
            found.add(name);
        }
    }

    /** Whether any of the archive's own code says whether it is for {@code javax} or for {@code jakarta}. */
    public boolean isOfKnownAge() {
        return isForJakarta || !old.isEmpty();
    }

    /** The archive's libraries for {@code javax} that would start it, where nothing else does. */
    public void addOldLibraries(Set<String> jars) {
        oldLibraries.addAll(jars);
    }

    /** The archive's configuration has Quartz run each job on one worker only. */
    public void leaveOutQuartz() {
        quartz.clear();
    }

    /** Whether it may create timers besides those that WildFly creates for {@code @Schedule}. */
    public boolean createsTimers() {
        return createsTimers;
    }

    /** Whether it may ask who somebody is. */
    public boolean asksWhoCalls() {
        return asksWhoCalls;
    }

    /** The warning about sessions that are not copied to other workers. */
    public List<String> ofSessions() {
        return sessions.isEmpty()
                ? List.of()
                : List.of("It uses HTTP sessions (" + sessions.names() + ") without <distributable/> in web.xml, so"
                        + " each deployment and restart ends them. Add it, and make everything in a session"
                        + " Serializable");
    }

    /** The warning about the default data source, on a service without a database. */
    List<String> ofDefaultDataSource(String service) {
        return dataSources.isEmpty() ? List.of() : List.of(DefaultResources.ofDataSource(dataSources.names(), service));
    }

    /** The warning about the default JMS connection factory, on a service without a broker. */
    public List<String> ofDefaultConnectionFactory(String service) {
        return contexts.isEmpty() ? List.of() : List.of(DefaultResources.ofContext(contexts.names(), service));
    }

    /** The warning about roles of REST resources, which are ignored unless the archive says otherwise. */
    public List<String> ofRoles() {
        return roles.isEmpty()
                ? List.of()
                : List.of("Its REST resources have @RolesAllowed (" + roles.names() + "), which WildFly ignores there:"
                        + " whoever reaches them may call them. Add to web.xml: <context-param><param-name>"
                        + "resteasy.role.based.security</param-name><param-value>true</param-value></context-param>");
    }

    /** The warnings, each a sentence or more without the last full stop. */
    public List<String> forService(TargetService target) {
        List<String> warnings = new ArrayList<>();
        if (!old.isEmpty()) {
            warnings.add("It has code for javax.* (" + old.names()
                    + "), which is Java EE 8 or older: the server has jakarta.* in its"
                    + " place and ignores such servlets, resources and beans. Build it for Jakarta EE 10");
        }
        if (!oldLibraries.isEmpty()) {
            warnings.add("It has code for javax.* (" + String.join(", ", oldLibraries)
                    + "), which is Java EE 8 or older: the server has jakarta.* in its place and ignores what such a"
                    + " library would start. Build it for Jakarta EE 10");
        }
        if (!unreadable.isEmpty()) {
            warnings.add("It has code for Java "
                    + newerJavas.stream().map(String::valueOf).collect(Collectors.joining(", ")) + " ("
                    + unreadable.names() + "), and the server runs on Java " + JAVA
                    + ", which cannot load it: WildFly leaves out such beans and resources without an error. Build it"
                    + " for Java " + JAVA + " (maven.compiler.release)");
        }
        if (!timers.isEmpty() && target.workers() > 1 && !target.hasDatabase()) {
            warnings.add("It has timers (" + timers.names()
                    + "), and without a database each of them fires on each of the "
                    + target.workers()
                    + " workers. With a database, a persistent one fires once for all: slipway services add "
                    + target.service() + " --database. Those that the application created before are left behind");
        }
        if (!ownTimers.isEmpty() && !hasShedLock && target.workers() > 1 && target.hasDatabase()) {
            warnings.add("It has timers that are not persistent (" + ownTimers.names() + "), and each of the "
                    + target.workers() + " workers fires them. Without persistent = false, each fires once for all");
        }
        FoundClasses scheduling = new FoundClasses();
        scheduling.addAll(jobs);
        scheduling.addAll(quartz);
        if (!scheduling.isEmpty() && !hasShedLock && target.workers() > 1) {
            warnings.add("It schedules jobs itself (" + scheduling.names() + "), and each of the " + target.workers()
                    + " workers runs them. To run each job on one worker only, use a lock in the database, such as ShedLock,"
                    + " or Quartz with a clustered JDBC job store; or give " + target.service() + " workers: 1");
        }
        if (!memoryData.isEmpty() && target.workers() > 1) {
            warnings.add(MemoryData.warning(memoryData.names(), target.workers()));
        }
        if (!signIns.isEmpty() && target.hasLogin()) {
            warnings.add("It signs people in itself (" + signIns.names()
                    + ", Jakarta Security), and its definition has a login: with both, everybody who signs in gets 500"
                    + " (ELY01177). Remove login from the definition of "
                    + target.service() + ", or Jakarta Security from the archive");
        }
        return List.copyOf(warnings);
    }
}
