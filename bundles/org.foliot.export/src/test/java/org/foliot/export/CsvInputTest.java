package org.foliot.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.Size;

class CsvInputTest {
    /** Does something with a file, which is gone afterwards. */
    private interface Use {
        void of(Path file) throws IOException;
    }

    private static void withFile(String text, Use use) throws IOException {
        Path file = Files.writeString(Files.createTempFile("foliot", ".csv"), text);
        try {
            use.of(file);
        } finally {
            Files.delete(file);
        }
    }

    @Property(tries = 200)
    void whatIsWrittenComesBack(
            @ForAll @Size(min = 1, max = 4)
                    List<@Size(min = 1, max = 5) List<@Chars({'a', ',', '"', '\n', '\u00e9'}) String>> lines)
            throws IOException {
        StringWriter out = new StringWriter();
        Csv csv = new Csv(out);
        for (List<String> line : lines) {
            for (String cell : line) {
                csv.cell(cell);
            }
            csv.end();
        }
        List<List<String>> read = new ArrayList<>();
        withFile(out.toString(), file -> {
            try (CsvInput input = CsvInput.open(file, List.of())) {
                do {
                    List<String> cells = new ArrayList<>();
                    for (int i = 0; i < input.cells(); i++) {
                        cells.add(input.text(i));
                    }
                    read.add(cells);
                } while (input.next());
            }
        });
        assertThat(read).isEqualTo(lines);
    }

    @Property(tries = 200)
    void numbersComeBack(@ForAll long number) throws IOException {
        withFile("n\n" + number + "\n", file -> {
            try (CsvInput csv = CsvInput.open(file, List.of("n"))) {
                assertThat(csv.next()).isTrue();
                assertThat(csv.number(0)).isEqualTo(number);
                assertThat(csv.next()).isFalse();
            }
        });
    }

    @Example
    void whatIsNoNumberIsNamedWithItsLine() throws IOException {
        for (String wrong : List.of("", "-", "1.5", "9223372036854775808", "-9223372036854775809", "1e3", " 1")) {
            withFile("n\n" + wrong + "\n", file -> {
                try (CsvInput csv = CsvInput.open(file, List.of("n"))) {
                    assertThat(csv.next()).isTrue();
                    assertThatThrownBy(() -> csv.number(0))
                            .hasMessage(file + ": line 2: \"" + wrong + "\" is no whole number of 64 bits");
                }
            });
        }
    }
}
