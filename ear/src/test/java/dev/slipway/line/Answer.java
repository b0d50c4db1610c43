package dev.slipway.line;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What came back.
 *
 * @param status the HTTP status
 * @param headers the headers
 * @param body the body, as text
 */
public record Answer(int status, HttpHeaders headers, String body) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern NEXT = Pattern.compile("<([^>]*)>; *rel=\"next\"");

    static Answer of(HttpResponse<String> response) {
        return new Answer(response.statusCode(), response.headers(), response.body());
    }

    /** A header's values, as one text; empty where there is none. */
    public String header(String name) {
        return String.join(", ", headers.allValues(name));
    }

    /** The body as JSON. */
    public JsonNode json() {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new AssertionError(this + " is not JSON", e);
        }
    }

    /** The body of an answer that must have this status. */
    public JsonNode expect(int expected) {
        assertThat(status).as("%s", this).isEqualTo(expected);
        return json();
    }

    /** The body of an answer that must be this kind of problem, in the form of RFC 9457. */
    public JsonNode expectProblem(int expected, String slug) {
        assertThat(status).as("%s", this).isEqualTo(expected);
        assertThat(header("Content-Type")).as("%s", this).startsWith("application/problem+json");
        JsonNode problem = json();
        assertThat(problem.path("type").asText()).isEqualTo("/docs/problems#" + slug);
        assertThat(problem.path("status").asInt()).isEqualTo(expected);
        assertThat(problem.path("title").asText()).isNotBlank();
        assertThat(problem.path("detail").asText()).isNotBlank();
        return problem;
    }

    /** The members, parameters and headers that a problem names. */
    public List<String> refused() {
        return json().path("errors").findValuesAsText("field");
    }

    /** One member of each item of a page. */
    public List<String> items(String member) {
        List<String> values = new ArrayList<>();
        expect(200).path("items").forEach(item -> values.add(item.path(member).asText()));
        return values;
    }

    /** The path and query of the next page. */
    public Optional<String> next() {
        Matcher link = NEXT.matcher(header("Link"));
        return link.find()
                ? Optional.of(URI.create(link.group(1)))
                        .map(next -> next.getRawPath() + (next.getRawQuery() == null ? "" : "?" + next.getRawQuery()))
                : Optional.empty();
    }
}
