package dev.slipway.ledger.export;

import dev.slipway.ledger.deployment.DeploymentResponse;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Comma-separated values by RFC 4180, with a header row, for spreadsheets.
 *
 * <p>What a spreadsheet would run as a formula gets an apostrophe in front, as OWASP advises: an actor or a failure's
 * text may have been chosen by an attacker. Also within a cell, for some spreadsheets begin another one there: where
 * numbers have decimal commas, they divide lines at semicolons.
 */
class Csv implements Format {
    static final String TYPE = "text/csv";

    private static final String FORMULA_STARTS = "=+-@\t\r\n＝＋－＠";
    /** Before a formula that begins behind quotes, or behind what may divide cells. */
    private static final Pattern WITHIN = Pattern.compile("((?:^\"+|;\"*|(?!^)[\t\r\n]\"*))(?=[=+@＝＋－＠-])");

    private static final String END_OF_LINE = "\r\n";
    private static final Map<String, Function<DeploymentResponse, @Nullable Object>> COLUMNS = columns();

    @Override
    public MediaType mediaType() {
        return new MediaType("text", "csv", Map.of("charset", "utf-8", "header", "present"));
    }

    @Override
    public String extension() {
        return "csv";
    }

    @Override
    public void begin(Writer file) throws IOException {
        file.write(String.join(",", COLUMNS.keySet()) + END_OF_LINE);
    }

    @Override
    public void write(DeploymentResponse deployment, Writer file) throws IOException {
        List<String> cells = new ArrayList<>();
        COLUMNS.values().forEach(column -> cells.add(cell(column.apply(deployment))));
        file.write(cells.stream().collect(Collectors.joining(",", "", END_OF_LINE)));
    }

    @Override
    public void end(Writer file) {
        // Nothing comes after the last line.
    }

    static String cell(@Nullable Object value) {
        String text = value == null ? "" : value.toString();
        String within = WITHIN.matcher(text).replaceAll("$1'");
        String harmless = text.isEmpty() || FORMULA_STARTS.indexOf(text.charAt(0)) < 0 ? within : "'" + within;
        boolean isPlain = harmless.chars().noneMatch(character -> ",\"\r\n".indexOf(character) >= 0);
        return isPlain ? harmless : '"' + harmless.replace("\"", "\"\"") + '"';
    }

    private static Map<String, Function<DeploymentResponse, @Nullable Object>> columns() {
        Map<String, Function<DeploymentResponse, @Nullable Object>> columns = new LinkedHashMap<>();
        columns.put("id", DeploymentResponse::id);
        columns.put("service", DeploymentResponse::service);
        columns.put("environment", DeploymentResponse::environment);
        columns.put("version", DeploymentResponse::version);
        columns.put("operation", DeploymentResponse::operation);
        columns.put("outcome", DeploymentResponse::outcome);
        columns.put("isRollback", DeploymentResponse::isRollback);
        columns.put("channel", DeploymentResponse::channel);
        columns.put("actor", DeploymentResponse::actor);
        columns.put("startedAt", DeploymentResponse::startedAt);
        columns.put("finishedAt", DeploymentResponse::finishedAt);
        columns.put("archive", DeploymentResponse::archive);
        columns.put("artifactDigest", DeploymentResponse::artifactDigest);
        columns.put("commit", DeploymentResponse::commit);
        columns.put("releaseId", DeploymentResponse::releaseId);
        columns.put("requestId", DeploymentResponse::requestId);
        columns.put("workers", deployment -> String.join(" ", deployment.workers()));
        columns.put("kind", DeploymentResponse::kind);
        columns.put("configurationVersion", DeploymentResponse::configurationVersion);
        columns.put("promotedFrom", DeploymentResponse::promotedFrom);
        columns.put("triggeredBy", DeploymentResponse::triggeredBy);
        columns.put("comment", DeploymentResponse::comment);
        columns.put("failedService", DeploymentResponse::failedService);
        columns.put("failure", DeploymentResponse::failure);
        return columns;
    }
}
