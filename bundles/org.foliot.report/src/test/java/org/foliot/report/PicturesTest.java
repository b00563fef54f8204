package org.foliot.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.io.StringWriter;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.foliot.export.WholeFile;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

class PicturesTest {
    private static String svg(WholeFile.Content content) throws Exception {
        StringWriter out = new StringWriter();
        content.writeTo(out);
        return out.toString();
    }

    @Test
    void theSameRunGivesTheSameBytes() throws Exception {
        Map<String, WholeFile.Content> pictures = RunPictures.of(Views.moved());
        assertThat(pictures.keySet()).containsExactly("timeline.svg", "figure-1.web.svg", "costs.svg");
        for (Map.Entry<String, WholeFile.Content> picture : pictures.entrySet()) {
            Golden.assertSame(picture.getKey(), svg(picture.getValue()));
        }
    }

    @Test
    void theFigureSaysWhatWasPausedAndStolen() throws Exception {
        Lane vcpu = Views.moved().vcpus().get(0);
        String figure = svg(out -> FigurePicture.write(vcpu, 10 * Views.SECOND, out));
        assertThat(figure).contains(">physical 10 s<", ">live physical 9.5 s<", ">virtual 7.9 s<", ">paused 500 ms<");
        assertThat(figure).contains(">stolen 1.6 s<");
    }

    @Test
    void namesAreNeverMarkup() throws Exception {
        String evil = "</text></svg><script>alert(1)</script>&\"'";
        for (WholeFile.Content picture :
                RunPictures.of(Views.moved(evil, evil, evil)).values()) {
            var document = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(svg(picture))));
            assertThat(document.getElementsByTagName("script").getLength()).isZero();
        }
    }
}
