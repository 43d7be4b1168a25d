'use strict';
// The other side of the bench: a custom e-mail sender in the form that AWS's sample and the articles after it share,
// with today's packages. It does what they do and no more: decrypt, write the mail, send it, throw when that fails.
//
// https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-custom-email-sender.html

const { buildClient, CommitmentPolicy, KmsKeyringNode } = require('@aws-crypto/client-node');
const sgMail = require('@sendgrid/mail');
const b64 = require('base64-js');
const mails = require('./mails');

// Cognito encrypts without key commitment, which the default policy refuses.
const { decrypt } = buildClient(CommitmentPolicy.REQUIRE_ENCRYPT_ALLOW_DECRYPT);
const keyring = new KmsKeyringNode({ keyIds: [process.env.KMS_KEY_ARN] });

sgMail.setApiKey(process.env.SENDGRID_API_KEY);
// The bench stands in for SendGrid here, and for KMS by the SDK's own AWS_ENDPOINT_URL_KMS.
if (process.env.SENDGRID_ENDPOINT) {
  sgMail.client.setDefaultRequest('baseUrl', process.env.SENDGRID_ENDPOINT);
}

exports.handler = async (event) => {
  let code;
  if (event.request.code) {
    const { plaintext } = await decrypt(keyring, b64.toByteArray(event.request.code));
    code = plaintext.toString();
  }
  await sgMail.send({
    to: event.request.userAttributes.email,
    from: process.env.COURIER_FROM,
    ...mails.write(event.triggerSource, code),
  });
};
