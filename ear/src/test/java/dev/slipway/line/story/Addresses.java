package dev.slipway.line.story;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Everything about one service that somebody can ask the ledger for. */
record Addresses(Records records, List<String> environments) {
    private static final String API = "/api/v1/";

    /** What the ledger's API answers. */
    List<String> api() {
        String service = records.service();
        List<String> paths = new ArrayList<>(List.of(
                "me",
                "configuration-key",
                "environments",
                "worker-figures",
                "workers",
                "skews",
                "gaps",
                "backups",
                "syncs",
                "certificates"));
        paths.addAll(List.of("services", "services/" + service, "services/" + service + "/definition"));
        paths.addAll(List.of("services/" + service + "/definitions", "server-groups?service=" + service));
        paths.addAll(List.of("drifts?service=" + service, "metrics/delivery?service=" + service));
        paths.addAll(List.of("people", "agent/server-groups"));
        paths.add("services/" + service + "/promotions/preview?to=production");
        for (String format : List.of("csv", "cdevents")) {
            paths.add("deployments/export?service=" + service + "&format=" + format);
        }
        environments.forEach(environment -> paths.addAll(of(environment)));
        paths.addAll(each("releases?limit=100&service=" + service, "releases", "", "/commits", "/evidence"));
        records.items("releases?service=" + service).forEach(release -> {
            String evidence = "releases/" + release.path("id").asText() + "/evidence";
            paths.addAll(each(evidence, "evidence", "", "/file"));
            environments.forEach(environment -> {
                String candidate = "?service=" + service + "&version="
                        + release.path("version").asText() + "&environment=" + environment;
                paths.addAll(List.of("gate" + candidate, "approvals" + candidate));
            });
        });
        Stream<String> below = Stream.of("/openapi", "/openapi?format=JSON", "/cli/delivery.yml");
        return Stream.concat(below, paths.stream().map(API::concat)).toList();
    }

    private List<String> of(String environment) {
        String service = records.service();
        String configuration = "services/" + service + "/environments/" + environment + "/configuration";
        List<String> paths = new ArrayList<>(List.of(configuration, configuration + "/history"));
        for (JsonNode version : records.items(configuration + "/history")) {
            paths.add(configuration + "?version=" + version.path("version").asText());
        }
        paths.add("environments/" + environment + "/policy");
        paths.add("environments/" + environment + "/policy/history");
        String query = "service=" + service + "&environment=" + environment;
        paths.add("metrics/delivery/rows?metric=deployment-frequency&" + query);
        paths.addAll(each(
                "deployments?limit=100&" + query,
                "deployments",
                "",
                "/changes",
                "/differences",
                "/recovery",
                "/confirmations"));
        paths.addAll(each("deployment-requests?limit=100&" + query, "deployment-requests", "", "/steps"));
        for (JsonNode group : records.items("server-groups?service=" + service)) {
            if (group.path("environment").asText().equals(environment)) {
                for (String worker : group.path("workers").findValuesAsText("name")) {
                    paths.add(
                            "server-groups/" + service + "/" + environment + "/workers/" + worker + "/log?lines=1000");
                }
            }
        }
        return paths;
    }

    /** A list, and of each of its items these paths. */
    private List<String> each(String list, String parent, String... below) {
        List<String> paths = new ArrayList<>(List.of(list));
        for (JsonNode item : records.items(list)) {
            for (String path : below) {
                paths.add(parent + "/" + item.path("id").asText() + path);
            }
        }
        return paths;
    }

    /** The pages that people see. */
    List<String> pages() {
        String service = records.service();
        List<String> pages = new ArrayList<>(List.of(
                "/?service=" + service,
                "/services/",
                "/requests/?service=" + service,
                "/releases/?service=" + service));
        pages.addAll(List.of(
                "/environments/", "/delivery/?service=" + service, "/drift/", "/certificates/", "/people/", "/docs/"));
        for (String environment : environments) {
            records.deployments(environment)
                    .forEach(deployment -> pages.addAll(List.of(
                            "/deployments/?id=" + deployment.path("id").asText(),
                            "/requests/?id=" + deployment.path("requestId").asText())));
        }
        return pages;
    }
}
