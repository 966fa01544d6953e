import java.io.FileInputStream;
import java.nio.file.Path;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Says whether a file is PDF/UA-1 by veraPDF's own rules: one line for each rule that is broken, then the verdict. */
public class ValidatePdfUa {
    public static void main(String[] arguments) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        PDFAFlavour flavour = PDFAFlavour.PDFUA_1;
        try (FileInputStream file = new FileInputStream(Path.of(arguments[0]).toFile());
             PDFAParser parser = Foundries.defaultInstance().createParser(file, flavour);
             PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
            ValidationResult result = validator.validate(parser);
            for (TestAssertion broken : result.getTestAssertions()) {
                if (broken.getStatus() == TestAssertion.Status.FAILED) {
                    System.out.println(broken.getRuleId().getClause() + " " + broken.getMessage());
                }
            }
            System.out.println("assertions " + result.getTotalAssertions());
            System.out.println(result.isCompliant() ? "compliant" : "not compliant");
        }
    }
}
