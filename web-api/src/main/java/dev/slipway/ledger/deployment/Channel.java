package dev.slipway.ledger.deployment;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.slipway.ledger.identity.MachineAccount;
import dev.slipway.ledger.platform.text.EnumColumn;
import dev.slipway.ledger.platform.text.Lowercase;
import jakarta.persistence.Converter;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How a deployment was made. */
@Schema
public enum Channel {
    /** A pipeline's job. */
    PIPELINE,
    /** The WildFly Maven plugin, run from a working copy. */
    MAVEN,
    /** The admin console. */
    CONSOLE,
    /** A command line: Slipway's own, or the management CLI. */
    CLI,
    /** A file dropped into the server's deployments folder. */
    SCANNER,
    /** The ledger's own pages. */
    PAGE,
    /** A value written by a newer release; never sent by clients. */
    UNKNOWN;

    private static final String AGENT = MachineAccount.of("agent");

    /** What a client may send, as a regular expression. */
    public static final String FORM = "^(pipeline|maven|console|cli|scanner|page)$";

    /** The same as a predicate, for a problem. */
    public static final String FORM_RULE = "must be one of pipeline, maven, console, cli, scanner, page";

    /**
     * The channel of an API call.
     *
     * @param account the caller's account
     * @param isSession whether it came with a browser session instead of a token
     */
    public static Channel ofCaller(String account, boolean isSession) {
        if (account.equals(AGENT)) {
            // The agent records what the line's owner deployed offline.
            return CLI;
        }
        if (MachineAccount.is(account)) {
            return PIPELINE;
        }
        return isSession ? PAGE : CLI;
    }

    /**
     * The channel of an operation in a worker's audit log. Service accounts are pipelines, whatever the protocol. People use HTTP through
     * the console, the native protocol through the CLI and Maven.
     *
     * @param access the protocol, as the log names it; empty if it names none
     * @param user the user as logged; empty if there is none
     * @param isByMaven whether the operation has the form of the Maven plugin's
     */
    public static Channel ofAuditLog(String access, String user, boolean isByMaven) {
        return switch (access) {
            case "HTTP" -> MachineAccount.is(user) ? PIPELINE : CONSOLE;
            case "NATIVE", "JMX" -> MachineAccount.is(user) ? PIPELINE : isByMaven ? MAVEN : CLI;
            default -> SCANNER;
        };
    }

    /** Parses a client's value. */
    @JsonCreator
    public static @Nullable Channel of(@Nullable String text) {
        if (text != null && !text.matches(FORM)) {
            throw new IllegalArgumentException(FORM_RULE);
        }
        return text == null ? null : Lowercase.parse(Channel.class, text);
    }

    /** The name that clients and the database use. */
    @JsonValue
    @Override
    public String toString() {
        return Lowercase.of(this);
    }

    @Converter(autoApply = true)
    static class Column extends EnumColumn<Channel> {

        Column() {
            super(Channel.class, UNKNOWN);
        }
    }
}
