package dev.slipway.ledger.identity;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import org.wildfly.security.auth.server.SecurityDomain;

/**
 * Removes the archive's class loader from the registry of security domains. WildFly adds it for OIDC and leaves it
 * there on undeployment: each archive would stay in the worker's memory, which a dozen deployments would fill.
 */
@WebListener
public class DomainRelease implements ServletContextListener {
    @Override
    public void contextDestroyed(ServletContextEvent event) {
        SecurityDomain.unregisterClassLoader(event.getServletContext().getClassLoader());
    }
}
