// Makes the events that Cognito sends to custom senders, with the official AWS Encryption SDK for JavaScript: nothing of
// Cognito Courier has a hand in them.
//
// stdin:  {"kmsEndpoint", "keyArn", "userPoolId", "encryptedFor", "notifications": [{"triggerSource", "clear"}, …]}
// stdout: [event, …], in the order of the notifications. `clear` is what the user has to read, null for a notification
//         without a code; `encryptedFor` is the pool in the encryption context, in life always `userPoolId`.
//
// https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-custom-email-sender.html
// https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-custom-sms-sender.html
import { text } from 'node:stream/consumers'
import {
  AlgorithmSuiteIdentifier,
  buildClient,
  CommitmentPolicy,
  KMS,
  KmsKeyringNode,
} from '@aws-crypto/client-node'

const { kmsEndpoint, keyArn, userPoolId, encryptedFor, notifications } = JSON.parse(await text(process.stdin))
const region = userPoolId.split('_')[0]

const { encrypt } = buildClient(CommitmentPolicy.FORBID_ENCRYPT_ALLOW_DECRYPT)
const keyring = new KmsKeyringNode({
  generatorKeyId: keyArn,
  clientProvider: () =>
    new KMS({ endpoint: kmsEndpoint, region, credentials: { accessKeyId: 'local', secretAccessKey: 'local' } }),
})

// Message format 1, suite 0x0378, frames of 4,096 bytes, one data key: what Cognito's own messages show.
async function encrypted(clear) {
  const { result } = await encrypt(keyring, clear, {
    suiteId: AlgorithmSuiteIdentifier.ALG_AES256_GCM_IV12_TAG16_HKDF_SHA384_ECDSA_P384,
    encryptionContext: { 'userpool-id': encryptedFor },
    frameLength: 4096,
  })
  return result.toString('base64')
}

// Cognito escapes temporary passwords, and nothing else.
const escapes = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escaped = (password) => password.replace(/[&<>"']/g, (sign) => escapes[sign])

const status = { SignUp: 'UNCONFIRMED', ResendCode: 'UNCONFIRMED', AdminCreateUser: 'FORCE_CHANGE_PASSWORD' }

function user(flow) {
  return {
    sub: '0b8f4f5e-5d3e-4c7a-9a55-1f6c0e4f1d27',
    'cognito:user_status': status[flow] ?? 'CONFIRMED',
    email_verified: 'true',
    email: 'jane@example.com',
    phone_number_verified: 'true',
    phone_number: '+12025550123',
  }
}

function takeover() {
  const feedback = 'https://auth.example.com/feedback?eventId=7e6d5c4b&feedbackValue='
  return {
    EVENT_ID: '7e6d5c4b-1111-4222-8333-944445555666',
    USER_NAME: 'jane',
    IP_ADDRESS: '192.0.2.44',
    ACCOUNT_TAKE_OVER_ACTION: 'NO_ACTION',
    ONE_CLICK_LINK_VALID: feedback + 'Valid',
    ONE_CLICK_LINK_INVALID: feedback + 'Invalid',
    LOGIN_TIME: 'Friday, March 19, 2021 02:25 PM UTC',
    FEEDBACK_TOKEN: 'feedback-token-of-one-event',
    CITY: null,
    COUNTRY: null,
    DEVICE_NAME: null,
    email: 'jane@example.com',
  }
}

async function event({ triggerSource, clear }) {
  const [sender, flow] = triggerSource.split('_')
  const isTakeover = flow === 'AccountTakeOverNotification'
  return {
    version: '1',
    triggerSource,
    region,
    userPoolId,
    userName: 'jane',
    callerContext: {
      awsSdkVersion: isTakeover ? null : 'aws-sdk-unknown-unknown',
      clientId: flow === 'AdminCreateUser' ? 'CLIENT_ID_NOT_APPLICABLE' : '6qg0f0vm5v8q2b3p5k7t1example',
    },
    request: {
      type: sender.toLowerCase() === 'customsmssender' ? 'customSMSSenderRequestV1' : 'customEmailSenderRequestV1',
      code: isTakeover ? null : await encrypted(flow === 'AdminCreateUser' ? escaped(clear) : clear),
      clientMetadata: null,
      userAttributes: isTakeover ? takeover() : user(flow),
    },
  }
}

console.log(JSON.stringify(await Promise.all(notifications.map(event))))
