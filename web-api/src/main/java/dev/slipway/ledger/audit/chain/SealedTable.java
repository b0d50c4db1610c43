package dev.slipway.ledger.audit.chain;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The tables whose rows are in the chain, and the columns that it covers: those that never change after the insert.
 *
 * <p>A row's canonical text is PostgreSQL's text of a {@code jsonb} object of these columns: keys by length and then by
 * bytes, times as {@code 2026-11-23T10:13:00.000000Z} in UTC, everything else as {@code to_jsonb} has it. A format
 * never changes, since rows were sealed with it; a new column needs a new format, which applies to newer rows.
 */
public enum SealedTable {
    EVENT("id", "received_at", "", "id source source_id kind payload occurred_at* received_at*"),
    ENVIRONMENT("id", "created_at", "", "id name title rank created_at*"),
    /** Its title and its project in GitLab may change. */
    SERVICE("id", "created_at", "", "id name created_at*"),
    POLICY(
            "id",
            "changed_at",
            "",
            "id environment_id version required_evidence approvals approvals_hold is_four_eyes freezes windows promotes_from soak"
                    + " is_promoted_automatically is_configuration_gated is_rollback_rehearsed attestation_keys changed_by changed_at*"),
    RELEASE(
            "id",
            "recorded_at",
            "",
            "id service_id version commit_sha artifact_digest source_url built_at* merged_at* commit_count first_committed_at*"
                    + " recorded_at*",
            "id service_id version commit_sha artifact_digest source_url built_at* merged_at* commit_count first_committed_at*"
                    + " recorded_by recorded_at*"),
    RELEASE_COMMIT(
            "release_id position",
            "(select r.recorded_at from release r where r.id = %s.release_id)",
            "",
            "release_id position sha title author author_email committed_at*"),
    EVIDENCE(
            "id",
            "recorded_at",
            "",
            "id release_id kind format name size digest verdict tests passed failed errored skipped duration_millis components licenses"
                    + " spec_version predicate_type subjects is_signed recorded_by recorded_at*"),
    APPROVAL(
            "id",
            "decided_at",
            "",
            "id release_id environment_id verdict comment approver decided_at*",
            "id release_id environment_id request_id verdict comment approver decided_at*"),
    PERSON_CHANGE("id", "changed_at", "", "id person_id person operation roles changed_by changed_at*"),
    SERVICE_DEFINITION(
            "id",
            "applied_at",
            "",
            "id service_id version operation yaml definition changes is_default applied_by applied_at*"),
    SERVICE_CONFIGURATION(
            "id",
            "changed_at",
            "",
            "id service_id environment_id version entries changes reason changed_by changed_at*"),
    /** The request as it was made; decisions, steps, the deployment or its withdrawal's event record its release and its outcome. */
    DEPLOYMENT_REQUEST(
            "id",
            "requested_at",
            "",
            "id environment_id kind channel actor triggered_by is_rollback promoted_from is_for_agent requested_at*",
            "id environment_id kind channel actor triggered_by is_rollback promoted_from is_for_agent replaced_id"
                    + " requested_at*"),
    GATE_DECISION("id", "decided_at", "", "id request_id release_id decision answer decided_at*"),
    DEPLOYMENT_REQUEST_STEP("request_id number", "at", "", "request_id number at* kind worker text"),
    /**
     * The deployment as it was claimed; workers that show it later, and facts that only they know, are in their events.
     */
    DEPLOYMENT(
            "id",
            "recorded_at",
            "is_claimed",
            "id release_id service_id environment_id kind actor executor started_at* finished_at* outcome is_rollback request_id"
                    + " recorded_at*"),
    LOG_GAP("id", "detected_at", "", "id worker from_at* until_at* detail detected_at*"),
    CERTIFICATE_EVENT("id", "occurred_at", "", "id name type source issuer serial not_after* detail occurred_at*"),
    AUDIT_KEY("id", "introduced_at", "", "id fingerprint public_key introduced_at*");

    private static final String TIME = "YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"";

    private final List<String> key;
    private final String at;
    private final String condition;
    private final List<String> formats;

    SealedTable(String key, String at, String condition, String... formats) {
        this.key = List.of(key.split(" ", -1));
        this.at = at;
        this.condition = condition;
        this.formats = List.of(formats);
    }

    public String table() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static SealedTable of(String table) {
        return valueOf(table.toUpperCase(Locale.ROOT));
    }

    /** The key columns: a UUID, and in some tables a number within it. */
    public List<String> key() {
        return key;
    }

    /** Which rows are sealed, as SQL; empty for all. */
    String condition() {
        return condition;
    }

    /** The number of the format with which rows are sealed now, from 1. */
    public int format() {
        return formats.size();
    }

    /** The UUID of a row, as SQL. */
    public String rowId(String alias) {
        return alias + "." + key.get(0);
    }

    /** The number of a row within its UUID, as SQL; 0 if there is none. */
    public String rowNumber(String alias) {
        return key.size() == 1 ? "0" : alias + "." + key.get(1);
    }

    /** When it happened, as canonical text, as SQL. */
    String at(String alias) {
        return time(at.startsWith("(") ? at.replace("%s", alias) : alias + "." + at);
    }

    /** A row's canonical text, as SQL. */
    public String canonical(String alias, int format) {
        return Arrays.stream(formats.get(format - 1).split(" ", -1))
                .map(column -> column.endsWith("*")
                        ? pair(column.substring(0, column.length() - 1), alias, true)
                        : pair(column, alias, false))
                .collect(Collectors.joining(", ", "cast(jsonb_build_object(", ") as text)"));
    }

    /** A row's canonical text in the format that it was sealed with, as SQL. */
    public String canonicalBy(String alias, String format) {
        StringBuilder cases = new StringBuilder("case ").append(format);
        for (int i = 1; i <= formats.size(); i++) {
            cases.append(" when ").append(i).append(" then ").append(canonical(alias, i));
        }
        return cases.append(" end").toString();
    }

    /** A time as canonical text, as SQL. */
    public static String time(String expression) {
        return "to_char(" + expression + " at time zone 'UTC', '" + TIME + "')";
    }

    private static String pair(String column, String alias, boolean isTime) {
        String value = alias + "." + column;
        return "'" + column + "', " + (isTime ? time(value) : value);
    }
}
