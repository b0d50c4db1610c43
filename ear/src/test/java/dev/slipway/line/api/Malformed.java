package dev.slipway.line.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.line.Contract;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;

/**
 * Makes malformed requests of the API's own description: for each operation in turn a request as it should be, broken in
 * its path, its parameters, its headers, its method or its body. What would be stored is always broken; nothing is.
 */
final class Malformed {
    static final List<String> SCRAPS = List.of(
            "",
            "null",
            "true",
            "-0",
            "1e999999",
            "NaN",
            "9".repeat(400),
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"\\udc00\\ud800\"",
            "{}",
            "[]",
            "[[[[",
            "{\"a\":",
            "\"",
            "\\",
            "'",
            "<!--",
            "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>",
            "\u0000",
            "\u00ff\u00fe",
            "\u00c3(",
            "../../etc/passwd",
            "%00",
            "%ff",
            "%c0%ae",
            "%2e%2e%2f",
            "%",
            ";jsessionid=x",
            "' or '1'='1",
            "${jndi:ldap://127.0.0.1/a}",
            "#{7*7}",
            "a".repeat(5_000),
            "\u202e",
            "2026-02-30T25:61:61Z",
            "+999999999-12-31T23:59:59Z",
            "0001-01-01T00:00:00Z",
            "00000000-0000-0000-0000-00000000000g",
            "-1",
            "2147483648",
            "\"x\"",
            ",",
            ":",
            "//",
            "?",
            "&",
            "=",
            "*",
            " ",
            "\t");

    private static final List<String> METHODS =
            List.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "BREW");
    private static final List<String> MEDIA_TYPES = List.of(
            "application/json",
            "application/json;charset=utf-16",
            "application/json;charset=nonsense",
            "application/problem+json",
            "application/xml",
            "text/plain",
            "multipart/form-data; boundary=",
            "application/x-www-form-urlencoded",
            "*/*",
            "json",
            ";");
    private static final List<String> HEADERS = List.of(
            "Accept",
            "Accept-Encoding",
            "Accept-Language",
            "Authorization",
            "Content-Encoding",
            "Cookie",
            "Expect",
            "Forwarded",
            "If-Match",
            "If-Modified-Since",
            "If-None-Match",
            "Last-Event-ID",
            "Origin",
            "Range",
            "Sec-Fetch-Site",
            "X-Gitlab-Event",
            "X-HTTP-Method-Override");
    private static final String UNKNOWN = "00000000-0000-0000-0000-000000000000";

    private final Contract contract;
    private final Random random;
    private final String authority;
    private final String token;

    Malformed(Contract contract, long seed, String authority, String token) {
        this.contract = contract;
        this.random = new Random(seed);
        this.authority = authority;
        this.token = token;
    }

    byte[] request(Contract.Operation operation) {
        boolean isStream = operation.description().at("/responses/200/content").has("text/event-stream");
        String method = chance(12) && !isStream ? otherMethod(operation.method()) : operation.method();
        StringBuilder head = new StringBuilder();
        head.append(method)
                .append(' ')
                .append(path(operation))
                .append(query(operation))
                .append(" HTTP/1.1\r\n");
        head.append("Host: ").append(authority).append("\r\n");
        if (!chance(15)) {
            head.append("Authorization: Bearer ").append(token).append("\r\n");
        }
        for (JsonNode parameter : operation.description().path("parameters")) {
            if (parameter.path("in").asText().equals("header") && chance(2)) {
                header(head, parameter.path("name").asText(), scrap());
            }
        }
        if (isStream) {
            // Nobody waits for its end.
            header(head, "Accept", "image/png");
        } else if (chance(4)) {
            header(head, pick(HEADERS), scrap());
        }
        byte[] body = new byte[0];
        if (!operation.method().equals("GET") && !method.matches("GET|HEAD|OPTIONS")) {
            body = body(operation);
            header(head, "Content-Type", chance(8) ? pick(MEDIA_TYPES) : "application/json");
            header(head, "Content-Length", String.valueOf(body.length));
        }
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        request.writeBytes(body);
        return request.toByteArray();
    }

    private String path(Contract.Operation operation) {
        String value = chance(2) ? UNKNOWN : chance(2) ? "no-such-thing" : address(scrap());
        return operation.path().replaceAll("\\{[^}]*}", Matcher.quoteReplacement(value));
    }

    private String query(Contract.Operation operation) {
        List<String> pairs = new ArrayList<>();
        for (JsonNode parameter : operation.description().path("parameters")) {
            if (parameter.path("in").asText().equals("query") && chance(2)) {
                pairs.add(parameter.path("name").asText() + "=" + address(scrap()));
            }
        }
        if (chance(6)) {
            pairs.add(address(scrap()) + "=" + address(scrap()));
        }
        if (chance(8) && !pairs.isEmpty()) {
            pairs.add(pairs.get(0));
        }
        return pairs.isEmpty() ? "" : "?" + String.join("&", pairs);
    }

    /** Broken for certain: by a member that there is none of, or as a text. */
    private byte[] body(Contract.Operation operation) {
        JsonNode schema = contract.resolve(
                contract.resolve(operation.description().path("requestBody")).at("/content/application~1json/schema"));
        ObjectNode valid = JsonNodeFactory.instance.objectNode();
        schema.path("properties").properties().forEach(member -> {
            JsonNode examples = contract.resolve(member.getValue()).path("examples");
            valid.set(member.getKey(), examples.has(0) ? examples.get(0) : JsonNodeFactory.instance.textNode(scrap()));
        });
        valid.properties().forEach(member -> {
            if (chance(3)) {
                member.setValue(value());
            }
        });
        valid.put("nmae", scrap());
        String text = valid.toString();
        return switch (random.nextInt(8)) {
            case 0 -> bytes(scrap());
            case 1 -> bytes(torn(text));
            case 2 -> bytes(text.substring(0, random.nextInt(text.length())));
            case 3 -> bytes(text.replaceFirst("\\{", "{\"nmae\":" + "[".repeat(1 + random.nextInt(3_000))));
            case 4 -> text.getBytes(StandardCharsets.UTF_16);
            case 5 ->
                bytes(text.replaceFirst(",", ",\"nmae\":1,\"nmae\":" + scrap().replaceAll("[^0-9a-z]", "") + ","));
            default -> text.getBytes(StandardCharsets.UTF_8);
        };
    }

    private JsonNode value() {
        JsonNodeFactory json = JsonNodeFactory.instance;
        return switch (random.nextInt(8)) {
            case 0 -> json.nullNode();
            case 1 -> json.booleanNode(random.nextBoolean());
            case 2 -> json.numberNode(random.nextLong());
            case 3 -> json.numberNode(random.nextDouble() * 1e300);
            case 4 -> json.arrayNode().add(scrap()).addNull().add(1);
            case 5 -> json.objectNode().put(scrap(), scrap());
            default -> json.textNode(scrap());
        };
    }

    /** Never whole again: what is torn out is put back as something else, and the last brace is lost. */
    private String torn(String text) {
        StringBuilder torn = new StringBuilder(text.substring(0, text.length() - 1));
        for (int times = 1 + random.nextInt(4); times > 0 && !torn.isEmpty(); times--) {
            int at = random.nextInt(torn.length());
            torn.replace(at, Math.min(torn.length(), at + random.nextInt(12)), scrap().replace("}", ""));
        }
        return torn.toString();
    }

    private String otherMethod(String method) {
        String other = pick(METHODS);
        return other.equals(method) ? "BREW" : other;
    }

    private void header(StringBuilder head, String name, String value) {
        head.append(name)
                .append(": ")
                .append(value.replaceAll("[\\x00-\\x08\\x0a-\\x1f]", ""))
                .append("\r\n");
    }

    private String scrap() {
        return pick(SCRAPS);
    }

    /** One time in so many. */
    private boolean chance(int times) {
        return random.nextInt(times) == 0;
    }

    private <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** What may stand in a request line without ending it. */
    private static String address(String scrap) {
        return scrap.replaceAll("[\\x00-\\x20]", "%20");
    }
}
