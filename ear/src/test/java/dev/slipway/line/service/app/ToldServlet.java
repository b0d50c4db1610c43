package dev.slipway.line.service.app;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import org.eclipse.microprofile.config.Config;

/** Says what an application is told: as its process has it, and as MicroProfile Config finds it. */
@WebServlet("/told")
public class ToldServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Inject
    @SuppressWarnings("NullAway.Init") // set by the container
    private transient Config config;

    /** Made by the container. */
    public ToldServlet() {}

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String name = Objects.requireNonNull(request.getParameter("name"));
        response.setContentType("text/plain");
        response.setCharacterEncoding("UTF-8");
        response.getWriter()
                .print(System.getenv(name) + "|"
                        + config.getOptionalValue(name, String.class).orElse("null"));
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        doGet(request, response);
    }
}
