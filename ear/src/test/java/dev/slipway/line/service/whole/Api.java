package dev.slipway.line.service.whole;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.faulttolerance.Fallback;

/** MicroProfile. */
@ApplicationScoped
@Path("/")
public class Api {
    @Inject
    @ConfigProperty(name = "greeting")
    @SuppressWarnings("NullAway.Init") // set by the container
    String greeting;

    @EJB
    @SuppressWarnings("NullAway.Init") // set by the container
    ExchangeRates rates;

    /** Made by the container. */
    public Api() {}

    /** Where it lies. */
    @ApplicationPath("/api")
    public static class Root extends Application {}

    /** Configured. */
    @GET
    @Path("greeting")
    public String greeting() {
        return greeting;
    }

    /** By the view for others. */
    @GET
    @Path("rate")
    public int rate() {
        return rates.rate("EUR");
    }

    /** Which worker answers. */
    @GET
    @Path("worker")
    public String worker() {
        return System.getProperty("jboss.node.name");
    }

    /** Fails, and falls back. */
    @GET
    @Path("fallback")
    @Fallback(fallbackMethod = "instead")
    public String fallback() {
        throw new IllegalStateException("always");
    }

    @SuppressWarnings("unused")
    private String instead() {
        return "instead";
    }
}
