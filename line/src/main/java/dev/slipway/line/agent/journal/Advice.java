package dev.slipway.line.agent.journal;

import dev.slipway.line.roll.Probe;
import dev.slipway.line.worker.Management;
import dev.slipway.line.worker.RootCause;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.regex.Pattern;

/** Suggests how to fix an archive that does not start, if a change of its service's definition helps. */
public final class Advice {
    /** Of a worker that serves: a rehearsal says what its result means. */
    private static final String ON_A_WORKER = "On (?!\\S+--rehearsal-)\\S+, ";

    private static final String AFTER = " after \\d+ s\\.";

    private static final String GONE = Management.OF_WORKER + "\\S+" + Management.NO_ANSWER + ".*";

    /** The rules for known causes; the first that applies is used. */
    private static final List<Rule> RULES = List.of(
            new Rule(
                    "no security domain .*",
                    (service, where) -> ". Remove it: its users sign in by Keycloak (slipway services add " + service
                            + " --login), or it brings an identity store (Jakarta Security)"),
            new Rule(
                    "no class javax[./](?!sql|naming|management|crypto|net|swing).*",
                    (service, where) -> ". It is built for Java EE 8 or older, and the server has jakarta.* in place of"
                            + " javax.*: build it for Jakarta EE 10"),
            // Of the platform: the server has none of Jakarta MVC and NoSQL, which are not part of it.
            new Rule(
                    "no (class|method \\S+) jakarta[./](?!mvc|nosql).*",
                    (service, where) -> ". It may be built for another version of Jakarta EE, such as 11: build it for"
                            + " Jakarta EE 10, which the server has"),
            new Rule(
                    RootCause.NO_LOGBACK,
                    (service, where) -> ". The server has an SLF4J of its own, with another implementation: "
                            + exclusion("logging")),
            // Of the archive's Micrometer, which finds the server's in part.
            new Rule(
                    "no class io[./]prometheus[./]metrics[./].*",
                    (service, where) -> ". A library is missing from the archive; or if it has Micrometer, as with"
                            + " Spring Boot's Actuator, that conflicts with the server's: " + exclusion("micrometer")),
            // It would have another one by the OIDC of its login.
            new Rule(
                    "Service \\S+\\.security-domain\\.virtual is already registered",
                    (service, where) -> ". If it uses MicroProfile JWT, remove login from the definition of " + service
                            + ": the two exclude each other. Then: slipway config set " + service
                            + " MP_JWT_VERIFY_ISSUER=… MP_JWT_VERIFY_PUBLICKEY_LOCATION=… MP_JWT_VERIFY_AUDIENCES=…"
                            + where),
            new Rule(
                    "(\\S+" + Management.NO_CONTENTS + ")?" + GONE,
                    (service, where) -> ". Its server crashed or hangs: it ran out of memory (memory, metaspace in the"
                            + " definition), or the application stopped it. Its log: slipway logs " + service + where),
            new Rule(
                    RootCause.ENDLESS_START,
                    (service, where) -> ". No start may take longer: do such work in the background. If it uses"
                            + " Liquibase, an interrupted start may have left its lock: set locked to false in"
                            + " databasechangeloglock. What it waited for: deploy it again, and meanwhile slipway"
                            + " threads " + service + where),
            new Rule(
                    ON_A_WORKER + "/\\S*(" + Probe.NO_ANSWER + "|" + Probe.ANSWERS + "503)" + AFTER,
                    (service, where) -> " If it only needs longer: slipway deploy with --probe-wait 2m, or more"),
            // MicroProfile Health answers elsewhere.
            new Rule(
                    ON_A_WORKER + "(/\\S*)?/health(/\\S*)?" + Probe.ANSWERS + "404" + AFTER,
                    (service, where) -> " MicroProfile Health answers at WildFly's management interface only: let a"
                            + " REST resource of the application answer there, or say where one does: slipway services"
                            + " add " + service + " --probe PATH"));

    private Advice() {}

    /**
     * What to do about a cause.
     *
     * @param cause the whole of it
     * @param fix what follows it, for a service and the option that names the environment
     */
    private record Rule(Pattern cause, BinaryOperator<String> fix) {
        Rule(String cause, BinaryOperator<String> fix) {
            this(Pattern.compile(cause), fix);
        }
    }

    /**
     * The cause, and the fix if one is known.
     *
     * @param cause in one line
     * @param service whose archive it is
     * @param where the option that names the environment; empty if it is the default
     */
    static String on(String cause, String service, String where) {
        return RULES.stream()
                .filter(rule -> rule.cause().matcher(cause).matches())
                .findFirst()
                .map(rule -> cause + rule.fix().apply(service, where))
                .orElseGet(() -> MissingResources.advised(cause, service));
    }

    private static String exclusion(String subsystem) {
        return "put <subsystem name=\"" + subsystem + "\"/> into <exclude-subsystems> of <deployment> in"
                + " WEB-INF/jboss-deployment-structure.xml; in an EAR, in META-INF/jboss-deployment-structure.xml of"
                + " the EAR";
    }
}
