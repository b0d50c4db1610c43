package dev.slipway.line.doctor.line;

import static dev.slipway.line.doctor.check.Finding.good;
import static dev.slipway.line.doctor.check.Finding.warning;
import static dev.slipway.line.doctor.check.Finding.wrong;

import dev.slipway.line.balancer.Balancer;
import dev.slipway.line.balancer.BalancerException;
import dev.slipway.line.balancer.HostNames;
import dev.slipway.line.balancer.State;
import dev.slipway.line.database.Superuser;
import dev.slipway.line.doctor.check.DoctorContext;
import dev.slipway.line.doctor.check.Finding;
import dev.slipway.line.ledger.DeploymentTarget;
import dev.slipway.line.pace.Pace;
import dev.slipway.line.roll.Balancers;
import dev.slipway.line.roll.plan.Member;
import dev.slipway.line.setting.Settings;
import java.io.IOException;
import java.net.http.HttpClient;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The workers of each service, the ledger first, as httpd's balancers see them.
 *
 * @param known what the ledger knows of the services' workers
 */
public record BalancerMembers(List<Member> members, Known known) {
    private static final String LEDGER = "slipway";

    public BalancerMembers {
        members = List.copyOf(members);
    }

    /**
     * What the ledger knows of the services' workers.
     *
     * @param targets the service and the environment of each, by its name
     * @param empty those without an archive: what httpd checks there fails, and nothing is wrong
     */
    public record Known(Map<String, DeploymentTarget> targets, Set<String> empty) {
        public Known {
            targets = Map.copyOf(targets);
            empty = Set.copyOf(empty);
        }
    }

    public static BalancerMembers of(DoctorContext context) throws IOException {
        Settings settings = context.settings();
        State state;
        try {
            state = Balancer.of(settings, HttpClient.newHttpClient(), new Pace())
                    .state();
        } catch (BalancerException e) {
            throw new IOException(e.getMessage(), e);
        }
        return new BalancerMembers(
                Stream.concat(Stream.of(LEDGER), new HostNames(settings.services()).services().stream())
                        .flatMap(service -> state.members(Balancers.only(service)).stream())
                        .toList(),
                known(settings));
    }

    /** As the ledger has just seen them; nothing if PostgreSQL does not answer, which other checks say. */
    private static Known known(Settings settings) {
        Map<String, DeploymentTarget> targets = new HashMap<>();
        Set<String> empty = new HashSet<>();
        // The line owns every object in that database.
        try (Connection connection = Superuser.connect(
                        settings.database("slipway"), settings.secret("postgres-password"), "slipway doctor");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("""
                        select w.name, s.name, e.name, w.last_seen_at > now() - interval '1 minute'
                          and not exists (select from public.worker_archive a where a.worker = w.name)
                        from public.worker w
                        join public.service s on s.id = w.service_id
                        join public.environment e on e.id = w.environment_id""")) {
            while (rows.next()) {
                targets.put(rows.getString(1), new DeploymentTarget(rows.getString(2), rows.getString(3)));
                if (rows.getBoolean(4)) {
                    empty.add(rows.getString(1));
                }
            }
            return new Known(targets, empty);
        } catch (SQLException e) {
            return new Known(Map.of(), Set.of());
        }
    }

    public List<Finding> findings() {
        return members.stream().map(this::finding).toList();
    }

    private Finding finding(Member member) {
        String service = member.balancer();
        String worker = member.worker();
        if (member.isOut()) {
            return warning(
                    worker + " is disabled for " + service + ", as during a deployment; otherwise " + remedy(member));
        }
        if (member.isWell()) {
            return good(worker + " gets requests for " + service);
        }
        return known.empty().contains(worker)
                ? good(worker + " has no archive, and so gets no requests for " + service)
                : wrong("httpd's health check of " + service + " fails on " + worker + ": ./slipway logs "
                        + worker.replaceFirst("^worker-", "wildfly-"));
    }

    /** Of a service, it must not be a deployment: that deploys what was built in the checkout, the ledger. */
    private String remedy(Member member) {
        if (member.balancer().equals(LEDGER)) {
            return "the next ./slipway deploy enables it again";
        }
        DeploymentTarget target =
                known.targets().getOrDefault(member.worker(), new DeploymentTarget("SERVICE", "ENVIRONMENT"));
        return "./slipway restart " + target.service() + " --environment " + target.environment() + " enables it again";
    }
}
