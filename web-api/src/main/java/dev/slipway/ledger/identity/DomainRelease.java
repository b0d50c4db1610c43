package dev.slipway.ledger.identity;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import org.wildfly.security.auth.server.SecurityDomain;

/**
 * Takes the archive's class loader out of the register of security domains. WildFly puts it in for OIDC and leaves it there when
 * the archive goes: each one that ever ran on a worker would stay in its memory, until that is full after a dozen deployments.
 */
@WebListener
public class DomainRelease implements ServletContextListener {
    @Override
    public void contextDestroyed(ServletContextEvent event) {
        SecurityDomain.unregisterClassLoader(event.getServletContext().getClassLoader());
    }
}
