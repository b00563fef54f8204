package org.foliot.dsl.lsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.foliot.dsl.lsp.EditorOnPipes.get;

import java.nio.file.Path;
import org.eclipse.lsp4j.InitializeParams;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a conversation goes on after what makes no sense, and how it ends. */
class ConversationTest {
    private static final String LOG = "{\"jsonrpc\":\"2.0\",\"method\":\"$/setTrace\",\"params\":{\"value\":\"off\"}}";

    @TempDir
    Path folder;

    private EditorOnPipes editor;

    @BeforeEach
    void start() throws Exception {
        editor = new EditorOnPipes(SomeCatalog.USUAL);
    }

    @AfterEach
    void stop() throws Exception {
        editor.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\nHost: here\r\n\r\n",
                "Content-Length: -5\r\n\r\n",
                "Content-Length: 5\r\n\r\n{{{{{",
                "Content-Length: 2\r\n\r\n[]",
                "Content-Length: 4\r\n\r\n\u00ff\u00fe\u00fd\u00fc"
            })
    void whatIsNotOfTheProtocolIsSkipped(String bytes) throws Exception {
        editor.send(bytes);

        assertThat(editor.initialize(folder).getServerInfo().getName()).isEqualTo("foliot");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2147483647", "67108865", "00067108865", "99999999999"})
    void aMessageThatIsTooLongIsNotWaitedFor(String length) throws Exception {
        editor.initialize(folder);
        editor.send("content-length : " + length + "\r\nContent-Type: any\r\n\r\n{");

        assertThat(editor.exitCode()).isEqualTo(2);
        assertThat(editor.message())
                .isEqualTo("the language server ends: a message of " + length
                        + " bytes is announced, and more than 64 MiB is not read");
        assertThat(editor.problems()).contains("a message of " + length + " bytes is announced");
    }

    @Test
    void aMessageOfTheGreatestLengthIsRead() throws Exception {
        editor.initialize(folder);
        String padding = " ".repeat(MeasuredMessages.LONGEST - LOG.length());
        editor.send("Content-Length: " + MeasuredMessages.LONGEST + "\r\n\r\n" + LOG + padding);
        get(editor.server().shutdown());
        editor.server().exit();

        assertThat(editor.exitCode()).isZero();
    }

    @Test
    void partingIsAsTheProtocolWantsIt() throws Exception {
        editor.initialize(folder);
        get(editor.server().shutdown());
        editor.server().exit();

        assertThat(editor.exitCode()).isZero();
    }

    @Test
    void exitWithoutShutdownIsAnError() throws Exception {
        editor.initialize(folder);
        editor.server().exit();

        assertThat(editor.exitCode()).isEqualTo(1);
    }

    @Test
    void anEditorThatIsGoneEndsIt() throws Exception {
        editor.initialize(folder);
        editor.hangUp();

        assertThat(editor.exitCode()).isZero();
    }

    @Test
    void anEditorWhoseProcessIsGoneEndsIt() throws Exception {
        Process process = new ProcessBuilder("cat").start();
        InitializeParams params = new InitializeParams();
        params.setProcessId(Math.toIntExact(process.pid()));
        get(editor.server().initialize(params));
        process.destroyForcibly();

        assertThat(editor.exitCode()).isZero();
    }
}
