package dev.slipway.line.balancer;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** httpd as far as its balancer-manager goes: members that are in or out, a nonce, and a reload that lets everybody in again. */
public final class StubHttpd {
    /** Which members are out: BALANCER WORKER. */
    public final Map<String, Boolean> out = new LinkedHashMap<>();

    /** Which members get no requests at all: BALANCER WORKER. */
    public final Set<String> stopped = new TreeSet<>();

    /** Of which members the failed health check was forgotten: BALANCER WORKER. */
    public final Set<String> cleared = new TreeSet<>();

    /** Which members did not answer a request, so that httpd has them in error until the next one: BALANCER WORKER. */
    public final Set<String> failed = new TreeSet<>();

    /** How many requests are under way at a worker that is out; each look ends one. */
    public final Map<String, Integer> busy = new LinkedHashMap<>();

    /** In what order members were taken out and returned. */
    public final List<String> changes = new ArrayList<>();

    /** The same, of balancers for requests alone: those for WebSockets go along. */
    public List<String> changesOfRequests() {
        return changes.stream().filter(change -> !change.contains(".sockets ")).toList();
    }

    /** Whether it answers each request by 503. */
    public boolean isAway;

    /** How often it was asked anything. */
    public int calls;

    /** How often a reload is seen to be under way until it is done. */
    public int reloading;

    /** How many changes are answered with 200, and not made. */
    public int ignored;

    /** The members that are never changed, though each change is answered with 200: BALANCER WORKER. */
    public final Set<String> fixed = new TreeSet<>();

    private final String password;
    private final Predicate<String> isWell;
    private int nonce = 1;

    /** With these members, each BALANCER WORKER. */
    public StubHttpd(String password, Predicate<String> isWell, List<String> members) {
        this.password = password;
        this.isWell = isWell;
        members.forEach(member -> out.put(member, false));
    }

    /** The status, and the body. */
    public record Answer(int status, String body) {}

    /** Answers as httpd does. */
    public Answer answer(String method, URI uri, Map<String, String> headers, String body) {
        calls++;
        if (isAway) {
            return new Answer(503, "");
        }
        if (uri.getPath().equals("/live/reload")) {
            if (reloading == 0) {
                return new Answer(404, "");
            }
            reloading--;
            if (reloading == 0) {
                nonce++;
                out.replaceAll((member, isOut) -> false);
                stopped.clear();
            }
            return new Answer(200, "");
        }
        String user = "Basic "
                + Base64.getEncoder().encodeToString(("pipeline:" + password).getBytes(StandardCharsets.UTF_8));
        if (!user.equals(headers.get("authorization"))) {
            return new Answer(401, "");
        }
        if (method.equals("POST") && headers.getOrDefault("referer", "").endsWith("/balancer")) {
            change(Stream.of(body.split("&"))
                    .map(field -> field.split("=", 2))
                    .collect(Collectors.toMap(
                            field -> field[0], field -> URLDecoder.decode(field[1], StandardCharsets.UTF_8))));
        }
        return new Answer(200, xml());
    }

    private void change(Map<String, String> form) {
        if (!form.getOrDefault("nonce", "").equals("nonce-" + nonce)) {
            return;
        }
        if (ignored > 0) {
            ignored--;
            return;
        }
        String member = form.get("b") + " " + form.getOrDefault("w", "").replace("http://", "");
        if (fixed.contains(member)) {
            return;
        }
        if (form.containsKey("w_status_S")) {
            if (form.get("w_status_S").equals("1")) {
                stopped.add(member);
            } else {
                stopped.remove(member);
            }
            return;
        }
        if (form.containsKey("w_status_C")) {
            cleared.add(member);
        }
        boolean isOut = "1".equals(form.get("w_status_D"));
        if (!Boolean.valueOf(isOut).equals(out.replace(member, isOut))) {
            changes.add((isOut ? "out " : "in ") + member);
        }
    }

    private String xml() {
        StringBuilder xml = new StringBuilder(
                "<?xml version='1.0' encoding='UTF-8' ?>\n<httpd:manager xmlns:httpd='http://httpd.apache.org'>\n<httpd:balancers>");
        out.keySet().stream().map(member -> member.split(" ")[0]).distinct().forEach(balancer -> {
            xml.append(
                    "<httpd:balancer><httpd:name>balancer://%s</httpd:name><httpd:nonce>nonce-%d</httpd:nonce><httpd:workers>"
                            .formatted(balancer, nonce));
            out.forEach((member, isOut) -> {
                String worker = member.split(" ")[1];
                if (member.startsWith(balancer + " ")) {
                    int left = isOut ? busy.merge(worker, 0, (now, none) -> Math.max(0, now - 1)) : 0;
                    xml.append(("<httpd:worker><httpd:name>http://%s</httpd:name><httpd:status>Init %s</httpd:status>"
                                    + "<httpd:route>%s</httpd:route><httpd:busy>%d</httpd:busy></httpd:worker>")
                            .formatted(worker, status(member, isOut, worker), worker, left));
                }
            });
            xml.append("</httpd:workers></httpd:balancer>");
        });
        return xml.append("</httpd:balancers></httpd:manager>").toString();
    }

    private String status(String member, boolean isOut, String worker) {
        String status = (isOut ? "Dis " : "") + (stopped.contains(member) ? "Stop " : "");
        if (!status.isEmpty()) {
            return status;
        }
        return failed.contains(member) ? "Err " : isWell.test(worker) || cleared.contains(member) ? "Ok " : "HcFl ";
    }
}
