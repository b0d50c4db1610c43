package dev.slipway.line.service.app;

import jakarta.annotation.Resource;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Opens a shop: brings its database up to date, runs the statements of {@code /WEB-INF/opening.sql}, and writes to its owner. */
@WebListener
public class Opening implements ServletContextListener {
    @Resource(lookup = "java:comp/DefaultDataSource")
    @SuppressWarnings("NullAway.Init") // set by the container
    private DataSource database;

    @Resource(lookup = "java:jboss/mail/Default")
    @SuppressWarnings("NullAway.Init") // set by the container
    private Session mail;

    /** Made by the container. */
    public Opening() {}

    @Override
    public void contextInitialized(ServletContextEvent event) {
        ServletContext application = event.getServletContext();
        if (System.getenv("GREETING") == null || System.getenv("API_KEY") == null) {
            throw new IllegalStateException("nobody has configured the shop");
        }
        Flyway.configure(Opening.class.getClassLoader())
                .dataSource(database)
                .load()
                .migrate();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : text(application, "/WEB-INF/opening.sql").split(";", -1)) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        write(text(application, "/index.html"));
    }

    /** A shop whose mail does not get through opens all the same. */
    private void write(String subject) {
        try {
            Message message = new MimeMessage(mail);
            message.setRecipient(Message.RecipientType.TO, new InternetAddress("owner@example.org"));
            message.setSubject(subject);
            message.setText("The shop is open.");
            Transport.send(message);
        } catch (MessagingException e) {
            System.getLogger(Opening.class.getName()).log(System.Logger.Level.INFO, "No mail was sent: {0}", e);
        }
    }

    private static String text(ServletContext application, String path) {
        try (InputStream file = Objects.requireNonNull(application.getResourceAsStream(path), path)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
