package dev.slipway.line.agent;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What to do about an archive that does not start, where its service's definition is the answer. */
final class Advice {
    /** By what is missing: the option of {@code slipway services add} that gives it, and how a definition says the same. */
    private static final Map<Pattern, String> REMEDIES = new LinkedHashMap<>();

    static {
        REMEDIES.put(
                Pattern.compile("^no data source (java:[^ ,]+)"),
                "--database=$1, or database: {jndi: [$1]} in its definition");
        REMEDIES.put(
                Pattern.compile("nothing is bound to java:/jms/queue/([^ ,/]+)"),
                "--queue $1, or messaging: {queues: [$1]} in its definition");
        REMEDIES.put(
                Pattern.compile("nothing is bound to java:/jms/topic/([^ ,/]+)"),
                "--topic $1, or messaging: {topics: [$1]} in its definition");
        REMEDIES.put(
                Pattern.compile("nothing is bound to (java:[^ ,]*[Tt]opic[^ ,]*)"),
                "--topic $1, or messaging: {topics: [$1]} in its definition");
        REMEDIES.put(
                Pattern.compile("nothing is bound to (java:[^ ,]*([Qq]ueue|QUEUE)[^ ,]*)"),
                "--queue $1, or messaging: {queues: [$1]} in its definition");
        REMEDIES.put(
                Pattern.compile(
                        "nothing is bound to java:(/JmsXA|/ConnectionFactory|jboss/DefaultJMSConnectionFactory)"),
                "--messaging, or messaging: true in its definition");
        REMEDIES.put(
                Pattern.compile("nothing is bound to java:jboss/mail/Default"),
                "--mail, or mail: true in its definition");
        REMEDIES.put(
                Pattern.compile("nothing is bound to (java:[^ ,]*[Mm]ail[^ ,]*)"),
                "--mail=$1, or mail: {jndi: [$1]} in its definition");
    }

    private Advice() {}

    /**
     * The cause, and what gives the service what is missing.
     *
     * @param cause in one line
     * @param service whose archive it is
     */
    static String on(String cause, String service) {
        for (Map.Entry<Pattern, String> remedy : REMEDIES.entrySet()) {
            Matcher missing = remedy.getKey().matcher(cause);
            if (missing.find()) {
                return cause + ". To give " + service + " one: slipway services add " + service + " "
                        + remedy.getValue().replace("$1", missing.groupCount() == 0 ? "" : missing.group(1));
            }
        }
        return cause;
    }
}
