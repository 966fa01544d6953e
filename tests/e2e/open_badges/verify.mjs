// Verifies a token with `jose`: arguments are the token's file, the public key as JWK, and the moment to be at.
import { readFileSync } from "node:fs";
import { importJWK, jwtVerify } from "jose";

const [token, jwk, moment] = process.argv.slice(2);
const key = await importJWK(JSON.parse(readFileSync(jwk, "utf8")), "EdDSA");
try {
  const { payload, protectedHeader } = await jwtVerify(readFileSync(token, "utf8"), key, {
    algorithms: ["EdDSA"],
    typ: "JWT",
    currentDate: new Date(moment),
  });
  console.log(JSON.stringify({ payload, header: protectedHeader }));
} catch (error) {
  console.log(JSON.stringify({ refused: error.code }));
}
