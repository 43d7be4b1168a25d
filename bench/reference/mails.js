'use strict';
// The mails, inline as the articles have them. Text and HTML are as long as those of our own templates,
// so that both sides of the bench write and send the same number of bytes.

const DAY = 'The code is valid for 24 hours.';
const HOUR = 'The code is valid for one hour.';
const SECRET = 'Do not share it with anyone, not even with people who say they work for us.';

const MAILS = {
  CustomEmailSender_SignUp: {
    title: 'Confirm your email address',
    preheader: 'Enter the code in this email to finish signing up. It is valid for 24 hours.',
    intro: 'Somebody signed up for Example with this email address. If it was you, enter this code where you were asked for it:',
    notes: [
      `${DAY} ${SECRET}`,
      'If you did not sign up, you can ignore this email: without the code, this address is not confirmed.',
    ],
    reason: 'You received this email because your address was entered at sign-up.',
  },
  CustomEmailSender_ResendCode: {
    title: 'Your new code',
    preheader: 'Enter the code in this email to finish signing up. It is valid for 24 hours.',
    intro: 'Here is the new code you asked for. Enter it where you were asked for it:',
    notes: [`${DAY} ${SECRET}`, 'If you did not sign up, you can ignore this email.'],
    reason: 'You received this email because a new code was requested at sign-up.',
  },
  CustomEmailSender_ForgotPassword: {
    title: 'Reset your password',
    preheader: 'Enter the code in this email to choose a new password. It is valid for one hour.',
    intro: 'Somebody asked to reset the password of your account. If it was you, enter this code where you were asked for it:',
    notes: [`${HOUR} ${SECRET}`, 'If you did not ask for it, you can ignore this email: your password stays as it is.'],
    reason: 'You received this email because a new password was requested for your account.',
  },
  CustomEmailSender_UpdateUserAttribute: {
    title: 'Confirm your new email address',
    preheader: 'Enter the code in this email to confirm the change. It is valid for 24 hours.',
    intro: 'Somebody changed the email address of an account to this one. If it was you, enter this code where you were asked for it:',
    notes: [`${DAY} ${SECRET}`, 'If you did not change it, you can ignore this email.'],
    reason: 'You received this email because your address was entered in an account.',
  },
  CustomEmailSender_VerifyUserAttribute: {
    title: 'Verify your email address',
    preheader: 'Enter the code in this email to verify your address. It is valid for 24 hours.',
    intro: 'Somebody asked to verify this email address. If it was you, enter this code where you were asked for it:',
    notes: [`${DAY} ${SECRET}`, 'If you did not ask for it, you can ignore this email.'],
    reason: 'You received this email because your address was entered in an account.',
  },
  CustomEmailSender_AdminCreateUser: {
    title: 'Your new account',
    preheader: 'Sign in with the temporary password in this email. It is valid for 7 days.',
    label: 'Your temporary password',
    intro: 'An account was created for you. Sign in with this temporary password, then choose your own:',
    notes: [`The password is valid for 7 days. ${SECRET}`, 'If you did not expect an account, you can ignore this email.'],
    reason: 'You received this email because an account was created for you.',
  },
  CustomEmailSender_Authentication: {
    title: 'Your sign-in code',
    preheader: 'Enter the code in this email to sign in. It is valid for a few minutes.',
    intro: 'Somebody is signing in to your account. If it is you, enter this code where you were asked for it:',
    notes: [`The code is valid for a few minutes. ${SECRET}`, 'If it is not you, change your password: somebody may know it.'],
    reason: 'You received this email because somebody is signing in to your account.',
  },
  CustomEmailSender_AccountTakeOverNotification: {
    title: 'A sign-in that looked unusual',
    preheader: 'Somebody signed in to your account, or tried to, in a way that looked unusual.',
    intro: 'Somebody signed in to your account, or tried to, in a way that looked unusual.',
    notes: ['If it was you, there is nothing to do.', 'If it was not you, change your password.'],
    reason: 'You received this email because it concerns the security of your account.',
  },
};

exports.write = (triggerSource, code) => {
  const mail = MAILS[triggerSource];
  return { subject: `${mail.title} for Example`, text: text(mail, code), html: html(mail, code) };
};

const text = ({ title, intro, notes, reason }, code) => `${title}

${intro}
${code ? `\n    ${code}\n` : ''}
${notes.join('\n\n')}

--
${reason}
https://example.com
`;

const paragraph = (words) =>
  `<p class="text" style="margin:0 0 16px;font-size:17px;line-height:27px;color:#2c3540;">${words}</p>`;

const panel = (label, code) => `
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="margin:8px 0 24px;">
<tr><td class="panel" align="center" style="padding:20px 12px 22px;border-radius:12px;background-color:#f1f4f8;">
<p class="soft" style="margin:0 0 6px;font-size:16px;line-height:24px;color:#4d5866;">${label}</p>
<p class="ink code" translate="no" style="margin:0;padding-left:8px;font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono','Courier New',monospace;font-size:36px;line-height:44px;font-weight:700;font-variant-numeric:tabular-nums;letter-spacing:8px;color:#12171d;-webkit-user-select:all;user-select:all;">${code}</p>
</td></tr>
</table>`;

// Keeps what follows out of the preview that an inbox shows next to the subject.
const BLANKS = '&#847;&zwnj;&nbsp;'.repeat(60);

const html = ({ title, preheader, label = 'Your code', intro, notes, reason }, code) => `<!doctype html>
<html lang="en" xmlns:o="urn:schemas-microsoft-com:office:office">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no, date=no, address=no, email=no">
<meta name="x-apple-disable-message-reformatting">
<title>${title}</title>
<!--[if mso]><xml><o:OfficeDocumentSettings><o:PixelsPerInch>96</o:PixelsPerInch></o:OfficeDocumentSettings></xml><style>h1,p,td,th,a{font-family:Arial,sans-serif!important}.code{font-family:Consolas,monospace!important}</style><![endif]-->
<style>
:root { color-scheme: light dark; supported-color-schemes: light dark; }
h1 { text-wrap: balance; }
p { text-wrap: pretty; }
@media (max-width: 480px) {
.edge { padding-left: 12px !important; padding-right: 12px !important; }
.inner { padding: 28px 20px 12px !important; }
h1 { font-size: 24px !important; line-height: 31px !important; }
.choice { display: block !important; margin-right: 0 !important; }
}
@media (prefers-color-scheme: dark) {
.canvas { background-color: #0e1216 !important; }
.card { background-color: #181d24 !important; border-color: #2a323c !important; }
.panel { background-color: #222a33 !important; }
.rule { border-color: #2f3843 !important; }
.ink { color: #f1f4f7 !important; }
.text { color: #d3dae2 !important; }
.soft { color: #a3afbc !important; }
.button { background-color: #f1f4f7 !important; border-color: #f1f4f7 !important; color: #12171d !important; }
.outline { border-color: #6b7886 !important; }
}
[data-ogsb] .canvas { background-color: #0e1216 !important; }
[data-ogsb] .card { background-color: #181d24 !important; border-color: #2a323c !important; }
[data-ogsb] .panel { background-color: #222a33 !important; }
[data-ogsc] .ink { color: #f1f4f7 !important; }
[data-ogsc] .text { color: #d3dae2 !important; }
[data-ogsc] .soft { color: #a3afbc !important; }
[data-ogsb] .button { background-color: #f1f4f7 !important; }
[data-ogsc] .button { color: #12171d !important; }
[data-ogsb] .outline { border-color: #6b7886 !important; }
</style>
</head>
<body class="canvas" style="margin:0;padding:0;width:100%;background-color:#edf0f4;-webkit-text-size-adjust:100%;">
<div style="display:none;max-height:0;max-width:0;overflow:hidden;opacity:0;mso-hide:all;">${preheader}${BLANKS}</div>
<div role="article" aria-roledescription="email" aria-label="${title}" lang="en" dir="auto" style="font-family:system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif;">
<table role="presentation" class="canvas" width="100%" cellpadding="0" cellspacing="0" border="0" style="background-color:#edf0f4;">
<tr><td class="edge" align="center" style="padding:32px 16px;">
<!--[if mso]><table role="presentation" width="544" align="center" cellpadding="0" cellspacing="0" border="0"><tr><td><![endif]-->
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:544px;margin:0 auto;">
<tr><td style="padding:0 4px 16px;"><p class="ink" style="margin:0;font-size:18px;line-height:26px;font-weight:700;color:#12171d;">Example</p></td></tr>
<tr><td class="card" style="border:1px solid #dbe1e8;border-radius:16px;background-color:#ffffff;overflow:hidden;">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0">
<tr><td style="height:4px;font-size:0;line-height:4px;background-color:#3f6fb5;">&nbsp;</td></tr>
<tr><td class="inner" style="padding:36px 40px 20px;">
<h1 class="ink" style="margin:0 0 16px;font-size:26px;line-height:34px;font-weight:700;letter-spacing:-0.3px;color:#12171d;">${title}</h1>
${paragraph(intro)}${code ? panel(label, code) : ''}
${notes.map(paragraph).join('\n')}
</td></tr>
</table>
</td></tr>
<tr><td style="padding:20px 4px 0;">
<p class="soft" style="margin:0;font-size:16px;line-height:24px;color:#4d5866;">${reason} <a href="https://example.com" rel="noopener noreferrer" class="soft" style="color:#4d5866;text-decoration:underline;">Example</a></p>
</td></tr>
</table>
<!--[if mso]></td></tr></table><![endif]-->
</td></tr>
</table>
</div>
</body>
</html>
`;
