package dev.faultstream.sink;

import dev.faultstream.service.config.ConfigException;
import dev.faultstream.service.config.Secret;
import dev.faultstream.sink.alert.http.Credentials;
import dev.faultstream.sink.alert.http.HttpPoster;
import dev.faultstream.sink.alert.http.TlsFileException;
import dev.faultstream.sink.alert.http.TlsFiles;
import java.nio.file.Path;
import java.time.Clock;

/** How an output's receiver knows us and we know it. All secrets and files for that are read here, once. */
final class OutputAccess {
    private OutputAccess() {}

    /**
     * A poster to the receiver; connects to nothing.
     *
     * @throws ConfigException if settings do not go together, or a file cannot be used
     */
    static HttpPoster poster(OutputConfig output, Clock clock) {
        Credentials credentials = credentials(output);
        TlsFiles tls = tls(output);
        try {
            return new HttpPoster(output.name(), credentials, tls, output.get(OutputKeys.TIMEOUT), clock);
        } catch (TlsFileException e) {
            boolean ours = e.file().equals(tls.certificate());
            throw output.wrong(
                    ours ? OutputKeys.TLS_CERTIFICATE : OutputKeys.TLS_CA,
                    (ours ? "cannot be used with its key: " : "names a file that cannot be used: ") + e.getMessage(),
                    e);
        }
    }

    private static Credentials credentials(OutputConfig output) {
        String username = output.find(OutputKeys.USERNAME);
        Secret password = output.find(OutputKeys.PASSWORD);
        Secret token = output.find(OutputKeys.TOKEN);
        if (token != null && (username != null || password != null)) {
            throw output.wrong(OutputKeys.TOKEN, "cannot be set together with username and password", null);
        }
        if (token != null) {
            return new Credentials.Bearer(token);
        }
        if (username != null && password != null) {
            return new Credentials.Basic(username, password);
        }
        if (username != null) {
            throw output.wrong(OutputKeys.PASSWORD, "must be set together with username", null);
        }
        if (password != null) {
            throw output.wrong(OutputKeys.USERNAME, "must be set together with password", null);
        }
        return new Credentials.None();
    }

    private static TlsFiles tls(OutputConfig output) {
        Path certificate = output.readable(OutputKeys.TLS_CERTIFICATE);
        Path key = output.readable(OutputKeys.TLS_KEY);
        if ((certificate == null) != (key == null)) {
            throw output.wrong(
                    key == null ? OutputKeys.TLS_KEY : OutputKeys.TLS_CERTIFICATE,
                    "must be set: a certificate and its key go together",
                    null);
        }
        return new TlsFiles(output.readable(OutputKeys.TLS_CA), certificate, key);
    }
}
