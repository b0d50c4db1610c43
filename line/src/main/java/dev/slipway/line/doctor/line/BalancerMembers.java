package dev.slipway.line.doctor.line;

import static dev.slipway.line.doctor.check.Finding.good;
import static dev.slipway.line.doctor.check.Finding.warning;
import static dev.slipway.line.doctor.check.Finding.wrong;

import dev.slipway.line.balancer.Balancer;
import dev.slipway.line.balancer.BalancerException;
import dev.slipway.line.balancer.State;
import dev.slipway.line.doctor.check.DoctorContext;
import dev.slipway.line.doctor.check.Finding;
import dev.slipway.line.pace.Pace;
import dev.slipway.line.roll.Balancers;
import dev.slipway.line.roll.plan.Member;
import dev.slipway.line.setting.Settings;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The workers of each service, the ledger first, as httpd's balancers see them. */
public record BalancerMembers(List<Member> members) {
    private static final String LEDGER = "slipway";

    public static BalancerMembers of(DoctorContext context) throws IOException {
        Settings settings = context.settings();
        State state;
        try {
            state = Balancer.of(settings, HttpClient.newHttpClient(), new Pace())
                    .state();
        } catch (BalancerException e) {
            throw new IOException(e.getMessage(), e);
        }
        return new BalancerMembers(services(settings.services()).stream()
                .flatMap(service -> state.members(Balancers.only(service)).stream())
                .toList());
    }

    private static List<String> services(Path folder) throws IOException {
        List<String> services = new ArrayList<>(List.of(LEDGER));
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                files.map(file -> file.getFileName().toString()).sorted().forEach(services::add);
            }
        }
        return services;
    }

    public List<Finding> findings() {
        return members.stream().map(BalancerMembers::finding).toList();
    }

    private static Finding finding(Member member) {
        String service = member.balancer();
        String worker = member.worker();
        if (member.isOut()) {
            return warning(worker + " is disabled for " + service
                    + ", as during a deployment; otherwise the next ./slipway deploy enables it again");
        }
        return member.isWell()
                ? good(worker + " gets requests for " + service)
                : wrong("httpd's health check of " + service + " fails on " + worker + ": ./slipway logs "
                        + worker.replaceFirst("^worker-", "wildfly-"));
    }
}
