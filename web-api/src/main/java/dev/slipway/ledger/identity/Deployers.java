package dev.slipway.ledger.identity;

import dev.slipway.ledger.platform.problem.ProblemException;
import dev.slipway.ledger.platform.problem.ProblemType;
import jakarta.enterprise.context.RequestScoped;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wildfly.security.auth.server.SecurityDomain;

/**
 * Decides whether the caller may deploy a service: the only class that does.
 *
 * <p>With the role {@code deployer} they may deploy every service; with {@code shop.deployer} only the service
 * {@code shop}.
 */
@RequestScoped
public class Deployers {

    private final Deploys deploys = ofCaller();

    private final boolean isAdmin =
            SecurityDomain.getCurrent().getCurrentSecurityIdentity().getRoles().contains(Roles.ADMIN);

    /**
     * Requires that the caller may deploy this service.
     *
     * @throws ProblemException if they may not
     */
    public void require(String service) {
        if (!deploys.isOf(service)) {
            throw new ProblemException(
                    ProblemType.FORBIDDEN,
                    "You may not deploy the service " + service + ": that requires the role deployer or " + service
                            + ".deployer.");
        }
    }

    /**
     * Requires that the caller may deploy this service, or is an admin.
     *
     * @throws ProblemException if they are neither
     */
    public void requireOrAdmin(String service) {
        if (!isAdmin) {
            require(service);
        }
    }

    /** Whether the caller may read what this service logs: they may deploy it, or are an admin. */
    public boolean mayReadLog(String service) {
        return isAdmin || deploys.isOf(service);
    }

    /**
     * Requires an admin, or a person: the pipelines of all services may share an account.
     *
     * @param account who calls
     * @throws ProblemException if they are neither
     */
    public void requirePersonOrAdmin(String account) {
        if (!isAdmin && MachineAccount.is(account)) {
            throw new ProblemException(
                    ProblemType.FORBIDDEN, "A machine needs the role admin for that; a person, the role deployer.");
        }
    }

    /**
     * Requires that the caller may deploy this service, or every service if none is named.
     *
     * @throws ProblemException if they may not
     */
    public void requireOrAll(@Nullable String service) {
        if (service != null) {
            require(service);
        } else if (!deploys.isAll()) {
            throw new ProblemException(
                    ProblemType.FORBIDDEN,
                    "Name the service: all of them require the role deployer, and you may deploy "
                            + String.join(", ", deploys.names()) + ".");
        }
    }

    /**
     * Requires that the caller may deploy one of these services, unless there is none.
     *
     * @throws ProblemException if they may not
     */
    public void requireAny(Collection<String> services) {
        if (!services.isEmpty() && !deploys.isOfAny(services)) {
            throw new ProblemException(
                    ProblemType.FORBIDDEN,
                    "You may not deploy any of its services: " + String.join(", ", services) + ".");
        }
    }

    /** Whether the caller may deploy one of these services. */
    public boolean mayDeployAny(Collection<String> services) {
        return deploys.isOfAny(services);
    }

    /**
     * Whether a release that the caller records proves that its service has the archive.
     *
     * @param service the release's
     * @param holders those that have it already
     */
    public boolean isProofFor(String service, Collection<String> holders) {
        return deploys.isProofFor(service, holders);
    }

    /**
     * Of the services that a request may concern, those that the caller means: the only one, or else those that they
     * have a role for, since with the role {@code deployer} it may concern any of them.
     */
    public List<String> affected(List<String> services) {
        return deploys.affected(services);
    }

    /**
     * The caller's deploy rights, for one-time use at every request: a bean for each would cost more than the answer.
     */
    static Deploys ofCaller() {
        return Deploys.of(
                SecurityDomain.getCurrent().getCurrentSecurityIdentity().getRoles());
    }

    /** The services that the caller may deploy, by name; {@code *} for every service. */
    List<String> services() {
        return deploys.names();
    }
}
