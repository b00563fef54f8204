package org.foliot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

/** {@code foliot fleet}: words in, tables, documents and pictures out. */
class FleetCommandTest extends CommandLineFixture {
    private static final String FLEET = """
            scenario fleet

            erratum tears { affects 0x410fd0c0..0x413fd0c1  workaround "read & compare" }

            host a { memory 4 GiB  scheduler round_robin }
            host b like a
            host c like a { counter 100 MHz  cpu { midr 0x411fd401 } }

            guest web on a { pvtime userspace }
            guest mail on a like web
            guest fat on c { memory 4 GiB }

            timeline { at 1 s end }
            """;

    private static final String TABLE = """
            3 hosts, 3 guests: 5 of 9 pairs suit

              H1  a: counter 1 GHz, MIDR_EL1 0x413fd0c1, Linux 6.12, 2 GiB left
              H2  b: counter 1 GHz, MIDR_EL1 0x413fd0c1, Linux 6.12, 4 GiB left
              H3  c: counter 100 MHz, MIDR_EL1 0x411fd401, Linux 6.12, 0 B left

              G1  web, mail: at home on a, 1 GiB
              G2  fat: at home on c, 4 GiB

              can go to   H1   H2   H3
              G1         yes  yes   no
              G2          no   no  yes

              G1 not to H3
                host_memory: guest web needs 1024 MiB, host c has 0 MiB left
                counter_frequency: guest web knows a counter of 1 GHz, that of host c has 100 MHz
                midr: guest web was shown MIDR_EL1 = 0x413fd0c1, host c has 0x411fd401 and cannot show another

              G2 not to H1
                host_memory: guest fat needs 4096 MiB, host a has 2048 MiB left
                counter_frequency: guest fat knows a counter of 100 MHz, that of host a has 1 GHz
                midr: guest fat was shown MIDR_EL1 = 0x411fd401, host a has 0x413fd0c1 and cannot show another
                errata: host a has erratum tears (read & compare), which guest fat does not work around

              G2 not to H2
                counter_frequency: guest fat knows a counter of 100 MHz, that of host b has 1 GHz
                midr: guest fat was shown MIDR_EL1 = 0x411fd401, host b has 0x413fd0c1 and cannot show another
                errata: host b has erratum tears (read & compare), which guest fat does not work around
            """;

    FleetCommandTest() {
        super(SmallCatalog.INSTALLED);
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    @Test
    void theTableHasClassesMatrixAndReasons() throws IOException {
        assertThat(foliot("fleet", file("a.foliot", FLEET))).isZero();
        assertThat(err()).isEmpty();
        assertThat(out()).isEqualTo(TABLE);
    }

    @Test
    void theNumberOfThreadsMakesNoDifference() throws IOException {
        Path file = file("a.foliot", FLEET);
        assertThat(foliot("fleet", "-j", 3, "--json", "--svg", folder.resolve("3.svg"), file))
                .isZero();
        String three = out();
        assertThat(foliot("fleet", "--json", "--svg", folder.resolve("1.svg"), file))
                .isZero();
        assertThat(out()).isEqualTo(three);
        assertThat(folder.resolve("1.svg")).hasSameBinaryContentAs(folder.resolve("3.svg"));
    }

    @Test
    void theDocumentHasTheSchemaOfAllDocuments() throws IOException {
        assertThat(foliot("fleet", "--json", file("a.foliot", FLEET))).isZero();
        JsonObject fleet = JsonParser.parseString(out()).getAsJsonObject();
        assertThat(fleet.get("schema").getAsInt()).isEqualTo(1);
        assertThat(fleet.get("pairs").getAsInt()).isEqualTo(9);
        assertThat(fleet.get("suitable").getAsInt()).isEqualTo(5);
        assertThat(fleet.getAsJsonArray("edges")).hasSize(6);
        JsonObject edge = fleet.getAsJsonArray("edges").get(2).getAsJsonObject();
        assertThat(edge.get("guests").getAsString()).isEqualTo("G1");
        assertThat(edge.get("hosts").getAsString()).isEqualTo("H3");
        assertThat(edge.getAsJsonArray("reasons")).hasSize(3);
        JsonObject fat = fleet.getAsJsonArray("guest_classes")
                .get(1)
                .getAsJsonObject()
                .getAsJsonArray("guests")
                .get(0)
                .getAsJsonObject();
        assertThat(fat.get("home").getAsString()).isEqualTo("c");
        assertThat(fat.get("suitable").getAsBoolean()).isTrue();
    }

    @Test
    void thePictureIsXmlWithACellForEachPairOfClasses() throws Exception {
        assertThat(foliot("fleet", "--out", folder.resolve("drawn"), file("a.foliot", FLEET)))
                .isZero();
        byte[] svg = Files.readAllBytes(folder.resolve("drawn/fleet.svg"));
        Document picture =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(svg));
        assertThat(picture.getDocumentElement().getTagName()).isEqualTo("svg");
        assertThat(picture.getElementsByTagName("title").getLength()).isEqualTo(6);
        assertThat(picture.getElementsByTagName("title").item(3).getTextContent())
                .contains("G2 to H1", "host_memory", "read & compare");
        assertThat(folder.resolve("drawn/fleet.json")).content().contains("\"edges\"");
    }

    @Test
    void manyKindsOfHostsAreDrawnSmall() throws Exception {
        StringBuilder many = new StringBuilder(FLEET);
        for (int i = 1; i <= 9; i++) {
            many.append("host h")
                    .append(i)
                    .append(" like a { memory ")
                    .append(i)
                    .append(" GiB }\n");
        }
        Path svg = folder.resolve("many.svg");
        assertThat(foliot("fleet", "--svg", svg, file("a.foliot", many.toString())))
                .isZero();
        Document picture =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(svg.toFile());
        int width = Integer.parseInt(picture.getDocumentElement().getAttribute("width"));
        assertThat(width).isLessThan(600);
    }

    @Test
    void aFleetTooLargeToBeReadPairByPairIsSummedUp() throws IOException {
        StringBuilder many = new StringBuilder(FLEET);
        for (int i = 1; i <= 30; i++) {
            many.append("host h")
                    .append(i)
                    .append(" like a { memory ")
                    .append(i)
                    .append(" GiB }\n");
        }
        assertThat(foliot("fleet", file("a.foliot", many.toString()))).isZero();
        assertThat(out())
                .startsWith("33 hosts, 3 guests: ")
                .contains(
                        "  G1 can go to 32 hosts; to others not because of host_memory (1), counter_frequency (1), midr (1)\n")
                .doesNotContain("can go to   H1");
    }

    @Test
    void severalFilesAreOneFleet() throws IOException {
        Path one = file("a.foliot", FLEET);
        Path other = file("b.foliot", FLEET.replace("scenario fleet", "scenario other"));
        assertThat(foliot("fleet", one, other)).isZero();
        assertThat(out())
                .startsWith("6 hosts, 6 guests: 18 of 36 pairs suit\n")
                .contains("H1  fleet.a, other.a: ")
                .contains("G1  fleet.web, fleet.mail, other.web, other.mail: at home on fleet.a, other.a");
    }

    @Test
    void whatCannotBeOneFleetIsAWrongCommandLine() throws IOException {
        Path one = file("a.foliot", FLEET);
        Path twin = file("b.foliot", FLEET);
        assertThat(foliot("fleet", one, twin)).isEqualTo(ExitCode.USAGE);
        assertThat(err()).contains("two hosts have the name fleet.a");
        Path clash = file(
                "c.foliot", FLEET.replace("scenario fleet", "scenario other").replace("read &", "write &"));
        assertThat(foliot("fleet", one, clash)).isEqualTo(ExitCode.USAGE);
        assertThat(err()).contains("erratum tears is declared in two ways");
        assertThat(foliot("fleet", "-j", 0, one)).isEqualTo(ExitCode.USAGE);
        assertThat(foliot("fleet", folder.resolve("none.foliot"))).isEqualTo(ExitCode.USAGE);
        assertThat(foliot("fleet", "--svg", folder.resolve("no/such/folder.svg"), one))
                .isEqualTo(ExitCode.USAGE);
        assertThat(err()).contains("cannot write");
    }

    @Test
    void aWrongScenarioIsNoFleet() throws IOException {
        assertThat(foliot("fleet", file("a.foliot", FLEET.replace("like web", "like weg"))))
                .isEqualTo(ExitCode.INVALID_SCENARIO);
        assertThat(err()).contains("there is no guest weg");
        assertThat(out()).isEmpty();
    }

    @Test
    void whoCannotEvenStartIsSaidSo() throws IOException {
        String torn = """
                scenario torn
                erratum one { affects 0x413fd0c1  excludes two }
                erratum two { affects 0x411fd401 }
                host a { kernel 6.16  scheduler round_robin }
                host b like a { cpu { midr 0x411fd401 } }
                guest web on a { kernel 6.16  implementations a, b }
                timeline { at 1 s end }
                """;
        assertThat(foliot("fleet", file("a.foliot", torn))).isZero();
        assertThat(out())
                .contains("web cannot even start on a\n    errata_conflict: guest web would have to work around erratum"
                        + " one and erratum two on host a, which exclude each other\n");
    }
}
